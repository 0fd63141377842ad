package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"locus/corpus"
)

// setting is a setting in force and where it comes from: flag, environment,
// file or default.
type setting struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Source string `json:"source"`
}

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "The settings in force, and the file that keeps them",
		Long: `Settings come from flags, over the environment (LOCUS_LIBRARY, LOCUS_STYLE ...),
over the configuration file, over defaults: ` + strings.Join(settingKeys, ", ") + `.
What is set is written to the file; its comments and its other lines stay.`,
		Example: "  locus config list\n  locus config set style chicago-note\n  locus config set library ~/thesis/library",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.listSettings() },
	}
	cmd.AddCommand(
		&cobra.Command{Use: "list", Short: "Every setting, its value and where it comes from", Args: cobra.NoArgs,
			Example: "  locus config list --format json",
			RunE:    func(*cobra.Command, []string) error { return a.listSettings() }},
		&cobra.Command{Use: "get SETTING", Short: "The value of a setting", Args: cobra.ExactArgs(1),
			Example: "  locus config get library", ValidArgs: settingKeys,
			RunE: func(_ *cobra.Command, args []string) error { return a.getSetting(args[0]) }},
		&cobra.Command{Use: "set SETTING VALUE", Short: "Write a setting to the file", Args: cobra.ExactArgs(2),
			Example: "  locus config set style mla", ValidArgs: settingKeys,
			RunE: func(_ *cobra.Command, args []string) error { return a.setSetting(args[0], args[1]) }},
		&cobra.Command{Use: "unset SETTING", Short: "Take a setting out of the file", Args: cobra.ExactArgs(1),
			Example: "  locus config unset style", ValidArgs: settingKeys,
			RunE: func(_ *cobra.Command, args []string) error { return a.setSetting(args[0], "") }},
		&cobra.Command{Use: "path", Short: "Where the file is, or would be", Args: cobra.NoArgs,
			Example: "  $EDITOR \"$(locus config path)\"",
			RunE: func(*cobra.Command, []string) error {
				_, err := fmt.Fprintln(a.out, a.configPlace())
				return err
			}},
	)
	// A file that holds an unknown setting is what these commands are there to
	// mend; a list of it tells what is wrong.
	cmd.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		err := a.configure()
		if cmd.Name() == "set" || cmd.Name() == "unset" || cmd.Name() == "path" {
			return nil
		}
		return err
	}
	return cmd
}

// configPlace is the configuration file, whether it is there or not.
func (a *app) configPlace() string {
	for _, named := range []string{a.flags.config, a.getenv("LOCUS_CONFIG")} {
		if named != "" {
			return named
		}
	}
	return filepath.Join(a.userDir("XDG_CONFIG_HOME", xdg.ConfigHome), "locus", "config.yaml")
}

func (a *app) listSettings() error {
	var list []setting
	for _, key := range settingKeys {
		s, err := a.setting(key)
		if err != nil {
			return err
		}
		list = append(list, s)
	}
	return records(a, list, func(w io.Writer, s setting) { fmt.Fprintf(w, "%s\t%s\t%s\n", s.Key, s.Value, s.Source) })
}

func (a *app) getSetting(key string) error {
	if err := knownSetting(key); err != nil {
		return err
	}
	s, err := a.setting(key)
	if err != nil {
		return err
	}
	return record(a, s, func(w io.Writer, s setting) { fmt.Fprintln(w, s.Value) })
}

// setting is a setting in force and its source.
func (a *app) setting(key string) (setting, error) {
	path, err := a.configPath()
	if err != nil {
		return setting{}, err
	}
	k, err := configFile(path)
	if err != nil {
		return setting{}, err
	}
	s := setting{Key: key, Value: a.settingValue(key)}
	flag := map[string]string{"library": a.flags.library, "pack": a.flags.pack, "format": a.flags.format, "index": a.flags.index, "opensearch": a.flags.opensearch}[key]
	name := "LOCUS_" + strings.ToUpper(key)
	switch {
	case flag != "":
		s.Source = "flag --" + key
	case a.getenv(name) != "":
		s.Source = "environment " + name
	case k.String(key) != "":
		s.Source = "file " + path
	default:
		s.Source = "default"
		s.Value = map[string]string{"address": defaultAddress, "format": formatText, "library": a.conf.Library, "pack": "security", "style": styleNames()[0], "index": engineBleve}[key]
	}
	return s, nil
}

func knownSetting(key string) error {
	if !slices.Contains(settingKeys, key) {
		return fmt.Errorf("no setting %q%s; there are %s", key, didYouMean(corpus.Nearest(key, settingKeys, 2)), strings.Join(settingKeys, ", "))
	}
	return nil
}

// setSetting writes a setting to the file, or takes it out where the value is "".
// A folder or a file is written as an absolute path, since the file counts
// wherever the program is started. What was written is read again before it takes
// the place of the old file.
func (a *app) setSetting(key, value string) error {
	path := a.configPlace()
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("configuration file: %w", err)
	}
	if value == "" { // a line that is no setting can be taken out too
		if err := knownSetting(key); err != nil && !slices.ContainsFunc(strings.Split(string(old), "\n"), func(l string) bool { return isSettingLine(l, key) }) {
			return err
		}
	} else if err := errors.Join(knownSetting(key), checkSetting(key, value)); err != nil {
		return err
	}
	if (key == "pack" || key == "opensearch_ca") && value != "" || key == "library" && value != "" && value != readerName {
		if value, err = filepath.Abs(value); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("configuration file: %w", err)
	}
	next := path + ".new"
	defer os.Remove(next)
	text := withSetting(string(old), key, value)
	mode := os.FileMode(0o666)
	if strings.Contains(text, "opensearch_password") {
		mode = 0o600
	}
	if err := os.WriteFile(next, []byte(text), mode); err != nil {
		return fmt.Errorf("configuration file: %w", err)
	}
	k, err := configFile(next)
	if err != nil || k.String(key) != value {
		return fmt.Errorf("%s is not one \"setting: value\" a line, so it was left as it is; write %s there by hand", path, key)
	}
	if err := os.Rename(next, path); err != nil {
		return fmt.Errorf("configuration file: %w", err)
	}
	if name := "LOCUS_" + strings.ToUpper(key); a.getenv(name) != "" {
		fmt.Fprintf(a.err, "locus: %s is over the file and stays in force\n", name)
	}
	return nil
}

// withSetting is a file with a setting put in, changed or, where the value is
// "", taken out. All other lines stay, and so does a comment behind the value.
func withSetting(text, key, value string) string {
	line := key + ": " + yamlValue(value)
	var out []string
	done := value == ""
	lines := strings.SplitAfter(text, "\n")
	for _, l := range lines {
		if !isSettingLine(l, key) {
			out = append(out, l)
			continue
		}
		if !done {
			if i := strings.Index(l, " #"); i >= 0 {
				line += strings.TrimRight(l[i:], "\r\n")
			}
			out = append(out, line+"\n")
			done = true
		}
	}
	text = strings.Join(out, "")
	if !done {
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		text += line + "\n"
	}
	return text
}

// isSettingLine reports whether a line of the file is that of a setting.
func isSettingLine(line, key string) bool {
	name, _, ok := strings.Cut(line, ":")
	return ok && strings.Trim(strings.TrimSpace(name), `"'`) == key && line[0] != ' ' && line[0] != '#'
}

// yamlValue writes a value so that it is read back as the same words.
func yamlValue(value string) string {
	plain := value != "" && !strings.ContainsFunc(value, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '/' || r == '-' || r == '_' || r == '.')
	})
	if plain && !slices.Contains([]string{"true", "false", "yes", "no", "on", "off", "null", "y", "n"}, strings.ToLower(value)) && (value[0] != '-' && value[0] != '.') {
		return value
	}
	return strconv.Quote(value)
}
