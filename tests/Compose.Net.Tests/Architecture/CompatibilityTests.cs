using System.Text;
using System.Text.Json;
using Compose.Net.Loading.Rules;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Architecture;

/// <summary>Holds the table of docs/compatibility.md, the rules of the loader and, where it is on this machine, the specification's schema together.</summary>
public sealed class CompatibilityTests
{
    [Fact]
    public void The_table_has_a_row_for_each_key_and_says_what_the_loader_does() => DocumentTable.Verify("docs/compatibility.md", "keys", Table());

    [Fact]
    public void The_loader_knows_the_keys_of_the_schema_and_no_others()
    {
        string? schema = Schema();
        Assert.SkipWhen(schema is null, "The schema is not on this machine. COMPOSE_SPEC_SCHEMA names the file.");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(schema));
        var known = new SchemaKeys(document.RootElement).All;
        (string Path, KeyEffect Effect)[] ours = [.. KeyEffects.All];

        known.Should().HaveCountGreaterThan(300);
        known.Except(ours.Select(key => key.Path)).Should().BeEmpty("the specification has them");
        ours.Select(key => key.Path).Except(known).Should().BeEmpty("the specification does not have them");
    }

    private static string Table()
    {
        var text = new StringBuilder("\n| key | what it comes to |\n|---|---|\n");
        foreach ((string path, KeyEffect effect) in KeyEffects.All)
        {
            string words = effect switch
            {
                KeyEffect.None => "accepted, no effect on a single engine",
                KeyEffect.NotPlanned => "loaded, and refused by a plan",
                _ => "supported",
            };
            text.Append("| `").Append(path).Append("` | ").Append(words).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string? Schema()
    {
        if (Environment.GetEnvironmentVariable("COMPOSE_SPEC_SCHEMA") is { Length: > 0 } named)
        {
            return named;
        }

        for (string? folder = SourceTree.Root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine(folder, "shared", "spec", "compose-spec.json");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
