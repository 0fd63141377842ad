package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
	Index   string // engine
	Cluster map[string]string
}

// settingKeys lists the keys a configuration file may hold.
var settingKeys = append([]string{"address", "format", "index", "library", "pack", "style"}, clusterKeys...)

// configure reads the configuration once, before a command runs.
func (a *app) configure() error {
	path, err := a.configPath()
	if err != nil {
		return err
	}
	return a.configureFrom(path)
}

// configureFrom reads the configuration with the file at path; "" is no file.
func (a *app) configureFrom(path string) error {
	k, err := configFile(path)
	if err != nil {
		return err
	}
	if faults := unknownSettings(k); len(faults) > 0 {
		return fmt.Errorf("configuration %s: %s", path, faults[0])
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
		Index:   over(a.flags.index, "index"),
		Cluster: map[string]string{},
	}
	for _, key := range clusterKeys {
		a.conf.Cluster[key] = k.String(key)
	}
	a.conf.Cluster["opensearch"] = over(a.flags.opensearch, "opensearch")
	a.conf.Named = a.conf.Library != ""
	if !a.conf.Named {
		a.conf.Library = filepath.Join(a.userDir("XDG_DATA_HOME", xdg.DataHome), "locus")
	}
	return nil
}

// configFile reads a configuration file; "" is one without settings.
func configFile(path string) (*koanf.Koanf, error) {
	k := koanf.New(".")
	if path == "" {
		return k, nil
	}
	if err := k.Load(file.Provider(path), yaml.Parser()); err != nil {
		return nil, fmt.Errorf("configuration %s: %w", path, err)
	}
	return k, nil
}

// unknownSettings says of each key of a file that is no setting so, with the
// nearest that is one.
func unknownSettings(k *koanf.Koanf) []string {
	var out []string
	for _, key := range k.Keys() {
		if !slices.Contains(settingKeys, key) {
			out = append(out, fmt.Sprintf("no setting %q%s", key, didYouMean(corpus.Nearest(key, settingKeys, 2))))
		}
	}
	return out
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

// settingValue is the value of a setting that is in force, "" where it is the
// program's default.
func (a *app) settingValue(key string) string {
	switch key {
	case "library":
		if a.conf.Named {
			return a.conf.Library
		}
		return ""
	case "pack":
		return a.conf.Pack
	case "style":
		return a.conf.Style
	case "format":
		return a.conf.Format
	case "index":
		return a.conf.Index
	case "address":
		return a.conf.Address
	case "opensearch_password":
		if a.conf.Cluster[key] != "" {
			return "(not shown)"
		}
	}
	return a.conf.Cluster[key]
}
