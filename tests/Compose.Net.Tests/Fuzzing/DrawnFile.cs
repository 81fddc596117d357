using System.Text;
using Compose.Net.Loading.Rules;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>Draws a file from the table of keys: known keys in their places, most values in a form that the table allows, some in another.</summary>
internal sealed class DrawnFile(Random random, string[] oddValues)
{
    private static readonly string[] Names = ["a", "b", "web", "db", "front", "default", "x-y", "PATH", "com.example/x"];
    private static readonly string[] Texts = ["x", "a:b", "80:80", "./p:/q", "1m", "5s", "10.1.0.0/16", "10.1.0.5", "a=b", "b", "true", "1", "host", "${SET}", "service:a", "bind", "volume", "tcp"];

    private readonly StringBuilder _text = new();

    public string Draw()
    {
        _text.Append("services:");
        Mapping(KeyRules.Tree.Find("services")!, 1);
        foreach (string section in KeyRules.Tree.Keys.Where(key => key != "services"))
        {
            if (random.Next(4) == 0)
            {
                _text.Append(section).Append(':');
                Value(KeyRules.Tree.Find(section)!, 1);
            }
        }

        return _text.ToString();
    }

    private void Value(PathTree<KeyRule> rules, int depth)
    {
        Forms forms = rules.Rule?.Forms ?? Forms.None;
        Forms form = (Forms)(1 << random.Next(8));
        if (random.Next(30) == 0 || forms == Forms.None || depth > 12)
        {
            _text.Append(' ').Append(oddValues[random.Next(oddValues.Length)]).Append('\n');
            return;
        }

        while ((forms & form) == 0)
        {
            form = (Forms)(1 << random.Next(8));
        }

        switch (form)
        {
            case Forms.Map when rules.Keys.Count > 0 || rules.AnyKey is not null:
                Mapping(rules, depth);
                break;
            case Forms.List when rules.Item is not null:
                Sequence(rules.Item, depth);
                break;
            default:
                _text.Append(' ').Append(Scalar(form)).Append('\n');
                break;
        }
    }

    private void Mapping(PathTree<KeyRule> rules, int depth)
    {
        string[] keys = [.. rules.Keys, .. rules.AnyKey is null ? [] : Names];
        string[] drawn = [.. keys.Where(_ => random.Next(keys.Length) < 4).Distinct()];
        if (drawn.Length == 0)
        {
            _text.Append(" {}\n");
            return;
        }

        _text.Append('\n');
        foreach (string key in drawn)
        {
            _text.Append(' ', 2 * depth).Append(key).Append(':');
            Value(rules.Find(key)!, depth + 1);
        }
    }

    // In flow style inside of a list would need every part in it; an item on lines of its own stands below its dash.
    private void Sequence(PathTree<KeyRule> item, int depth)
    {
        _text.Append('\n');
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            _text.Append(' ', 2 * depth).Append('-');
            Value(item, depth + 1);
        }
    }

    private string Scalar(Forms form) => form switch
    {
        Forms.Null => "",
        Forms.Flag => random.Next(2) == 0 ? "true" : "false",
        Forms.Integer => $"{random.Next(-1, 100)}",
        Forms.Number => $"{random.Next(100)}.5",
        Forms.Timestamp => "2020-01-01",
        Forms.Text => $"\"{Texts[random.Next(Texts.Length)]}\"",
        Forms.Map => "{}",
        _ => "[]",
    };
}
