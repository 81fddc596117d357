using System.Globalization;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Output;

/// <summary>The processes of several containers as one table.</summary>
internal static class ProcessTable
{
    /// <summary>Returns the table; an empty text where there is no process.</summary>
    public static string Write(IReadOnlyList<ContainerProcesses> containers)
    {
        // Containers may come from different machines of a swarm, whose columns differ.
        string[] titles = [.. containers.SelectMany(container => container.Titles).Distinct(StringComparer.Ordinal)];
        if (titles.Length == 0)
        {
            return "";
        }

        var rows = new List<string[]> { (string[])["SERVICE", "#", .. titles] };
        foreach (ContainerProcesses container in containers.OrderBy(container => container.Container.Service, StringComparer.Ordinal).ThenBy(container => container.Container.Number))
        {
            string number = container.Container.Number == 0 ? "" : container.Container.Number.ToString(CultureInfo.InvariantCulture);
            rows.AddRange(container.Rows.Select(row => (string[])
            [
                container.Container.Service,
                number,
                .. titles.Select(title => container.Titles.IndexOf(title) is >= 0 and var column && column < row.Length ? row[column] : "-"),
            ]));
        }

        return TextTable.Write(rows);
    }
}
