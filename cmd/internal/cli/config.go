package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/adrg/xdg"
	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/pflag"

	"locus/corpus"
)

type pflagFlag = pflag.Flag

// settings is the configuration after all layers: flags over environment over
// file over defaults. Keys are the lower-case field names.
type settings struct {
	Library string // folder; "reader" names the bundled one
	Named   bool   // whether the user said which library, anywhere
	Pack    string
	Style   string
	Format  string
	Address string // of locus serve
}

// settingKeys lists the keys a configuration file may hold.
var settingKeys = []string{"address", "format", "library", "pack", "style"}

// configure reads the configuration once, before a command runs.
func (a *app) configure() error {
	k := koanf.New(".")
	path, err := a.configPath()
	if err != nil {
		return err
	}
	if path != "" {
		if err := k.Load(file.Provider(path), yaml.Parser()); err != nil {
			return fmt.Errorf("configuration %s: %w", path, err)
		}
		for _, key := range k.Keys() {
			if i := sort.SearchStrings(settingKeys, key); i == len(settingKeys) || settingKeys[i] != key {
				return fmt.Errorf("configuration %s: no setting %q%s", path, key, didYouMean(corpus.Nearest(key, settingKeys, 2)))
			}
		}
	}
	fromEnv := func() []string {
		var out []string
		for _, key := range settingKeys {
			name := "LOCUS_" + strings.ToUpper(key)
			if v := a.getenv(name); v != "" {
				out = append(out, name+"="+v)
			}
		}
		return out
	}
	lower := func(key, value string) (string, any) {
		return strings.ToLower(strings.TrimPrefix(key, "LOCUS_")), value
	}
	if err := k.Load(env.Provider(".", env.Opt{Prefix: "LOCUS_", EnvironFunc: fromEnv, TransformFunc: lower}), nil); err != nil {
		return fmt.Errorf("environment: %w", err)
	}
	over := func(flag, key string) string {
		if flag != "" {
			return flag
		}
		return k.String(key)
	}
	a.conf = settings{
		Library: over(a.flags.library, "library"),
		Pack:    over(a.flags.pack, "pack"),
		Style:   k.String("style"),
		Format:  over(a.flags.format, "format"),
		Address: k.String("address"),
	}
	a.conf.Named = a.conf.Library != ""
	if !a.conf.Named {
		a.conf.Library = filepath.Join(a.userDir("XDG_DATA_HOME", xdg.DataHome), "locus")
	}
	return nil
}

// configPath is the configuration file to read, "" when there is none. A file
// that was named must exist.
func (a *app) configPath() (string, error) {
	path := a.flags.config
	if path == "" {
		path = a.getenv("LOCUS_CONFIG")
	}
	if path != "" {
		if _, err := os.Stat(path); err != nil {
			return "", fmt.Errorf("configuration file: %w", err)
		}
		return path, nil
	}
	path = filepath.Join(a.userDir("XDG_CONFIG_HOME", xdg.ConfigHome), "locus", "config.yaml")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", fmt.Errorf("configuration file: %w", err)
	}
	return path, nil
}

// userDir is the folder that an XDG variable names, or the system's usual one.
func (a *app) userDir(variable, usual string) string {
	if dir := a.getenv(variable); dir != "" {
		return dir
	}
	return usual
}
