using System.Text;
using Compose.Net.Loading.Rules;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>Draws broken and odd compose files: edits of lines, of signs and of values, and files drawn from the table of keys.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly string[] Pieces =
    [
        "<<: *env", "&e ", "*e", "*env", "&env ", "!reset ", "!override ", "!!binary ", "!!int ", "!!str ", "!!null ", "!!set ", "!x ", "!<tag:x> ", "[", "]", "{", "}", ": ", "- ", "\n", "  ", "\t",
        "\"", "'", "#", " #", "|", ">", "|2-", ">+", "? ", "---\n", "...\n", "%YAML 1.2\n", "%TAG ! x\n", "\\u0000", "\\x", "\r", "\r\n", "\u2028", "\0", "\uFEFF", "\uD800", "é", "日本", "😀", "\u0085",
        "${", "}", "${X:?}", "${X?y}", "$X", "${A:-${B}}", "${A:+${A}}", "$$", "$", "${SET}", "${SET:-", "services", "networks", "x-", ",", ":", "=", "a=b", "/", "..", "~",
    ];

    private static readonly string[] Values =
    [
        "~", "null", "", "\"\"", "true", "\"true\"", "yes", "0", "-1", "1.5", "1e400", "-0", ".inf", ".nan", "0x1F", "0o17", "0777", "1_000", "99999999999999999999", "9223372036854775808",
        "2020-01-01", "12:30:45", "[]", "{}", "[~]", "[[]]", "[{}]", "{a: }", "{a: {b: c}}", "[a, a]", "[a=b, a=c, =, b]", "{1: 2}", "{? [x] : y}", "{<<: {a: b}}", "&z [*z]", "!reset null", "!override [x]",
        "\"80\"", "80", "80-90", "90-80", "65536", "1-65535", "0.0.0.0:80:80", "[::1]:80:80/udp", "80:80/sctp", ":::", "10.0.0.0/33", "::1", "1.2.3.4", "fe80::/10", "10.1.0.0/16",
        "./a:/b", "/a", "a:/b:ro,z", "C:\\a:/b", "~/x:/y", "~", "/dev/null", "other.yaml", "a.env", "./", "..", "\"\\0\"", "5s", "1h5m", "-1s", "1d", "1000000h", "10GB", "-5b", "1.5.5k",
        "service:web", "service:", "container:x", "host", "none", "service_healthy", "on-failure:-1", "always", "x y z", "${SET}", "${NOT_SET}", "${X:?needed}", "${", "\"${A:-\\\"b\\\"}\"", "a'b", "\"a\\tb\"", "'it''s'", "|-\n        text",
    ];

    private static readonly string[] Keys = [.. AllKeys(KeyRules.Tree).Distinct().Order(StringComparer.Ordinal)];

    public string Draw(IReadOnlyList<string> texts) => random.Next(4) == 0
        ? Maybe(4) ? Edit(new DrawnFile(random, Values).Draw()) : new DrawnFile(random, Values).Draw()
        : Edit(texts[random.Next(texts.Count)]);

    private string Edit(string text)
    {
        for (int edits = random.Next(1, 5); edits > 0; edits--)
        {
            text = random.Next(3) == 0 ? EditSigns(text) : EditLines(text);
        }

        return text;
    }

    private string EditSigns(string original)
    {
        var text = new StringBuilder(original);
        int at = random.Next(text.Length + 1);
        int length = Math.Min(random.Next(1, 12), text.Length - at);
        switch (random.Next(5))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 2 when at < text.Length:
                text[at] = (char)random.Next(1, 0x250);
                break;
            case 3 when at < text.Length:
                text[at] = (char)(text[at] ^ (1 << random.Next(7)));
                break;
            default:
                text.Insert(at, Piece());
                break;
        }

        return text.ToString();
    }

    private string EditLines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = random.Next(lines.Count);
        string line = lines[at];
        string indent = line[..(line.Length - line.TrimStart().Length)];
        switch (random.Next(9))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(random.Next(lines.Count + 1), line);
                break;
            case 2:
                int other = random.Next(lines.Count);
                (lines[at], lines[other]) = (lines[other], line);
                break;
            case 3:
                lines[at] = new string(' ', random.Next(8)) + line.TrimStart();
                break;
            case 4:
                lines.Insert(at, $"{indent}{Pick(Keys)}: {Pick(Values)}");
                break;
            case 5:
                lines.Insert(at, $"{indent}- {Pick(Values)}");
                break;
            case 6 when line.Contains(':', StringComparison.Ordinal):
                lines[at] = $"{line[..line.IndexOf(':', StringComparison.Ordinal)]}: {Pick(Values)}";
                break;
            case 7 when line.Contains(':', StringComparison.Ordinal):
                lines[at] = $"{indent}{Pick(Keys)}{line[line.IndexOf(':', StringComparison.Ordinal)..]}";
                break;
            default:
                lines[at] = line.Insert(random.Next(line.Length + 1), Piece());
                break;
        }

        return string.Join('\n', lines);
    }

    private string Piece() => Maybe(40) ? string.Concat(Enumerable.Repeat(Pick(Pieces), 300)) : Pick(Pieces);

    private string Pick(string[] from) => from[random.Next(from.Length)];

    private bool Maybe(int oneOf) => random.Next(oneOf) == 0;

    private static IEnumerable<string> AllKeys(PathTree<KeyRule> rules) =>
        from below in rules.Keys.Select(key => (Key: key, Rules: rules.Find(key)!)).Append((Key: "any", Rules: rules.AnyKey!)).Append((Key: "any", Rules: rules.Item!))
        where below.Rules is not null
        from key in AllKeys(below.Rules).Append(below.Key)
        select key;
}
