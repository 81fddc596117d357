using System.Text;
using System.Text.RegularExpressions;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Architecture;

/// <summary>Holds the tables of docs/architecture.md and the rooms together.</summary>
public sealed partial class RoomTableTests
{
    private const string Document = "docs/architecture.md";

    [Fact]
    public void The_table_of_the_rooms_says_what_each_may_use()
    {
        string text = File.ReadAllText(SourceTree.At(Document)).ReplaceLineEndings("\n");

        IEnumerable<string> rows = Row().Matches(text[..text.IndexOf("<!-- ajar", StringComparison.Ordinal)]).Select(match => $"{match.Groups["room"].Value}: {match.Groups["uses"].Value}");

        rows.Should().Equal(Room.All.Where(room => room.Name.Length > 0).Select(room => $"{room.Name}: {UsesOf(room)}"));
    }

    [Fact]
    public void The_table_of_the_front_doors_types_names_every_one_that_a_room_may_see()
    {
        var table = new StringBuilder("\n| room | type | for |\n|---|---|---|\n");
        foreach ((string seen, string reason) in Room.Ajar.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            string[] parts = seen.Split(": Compose.Net.");
            table.Append("| `").Append(parts[0]).Append("` | `").Append(parts[1]).Append("` | ").Append(reason).Append(" |\n");
        }

        DocumentTable.Verify(Document, "ajar", table.Append('\n').ToString());
    }

    private static string UsesOf(Room room)
    {
        string rooms = room.Sees.Length == 0 ? "nothing" : room.Sees.Contains("") ? "everything" : string.Join(", ", Room.All.Select(other => other.Name).Where(room.Sees.Contains));
        return room.Package is null ? rooms : $"{rooms}; {room.Package}";
    }

    [GeneratedRegex(@"^\| `(?<room>[A-Z]\w+)` \| [^|]+ \| (?<uses>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
