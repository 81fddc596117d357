using Compose.Net.Execution;

namespace Compose.Net.Cli.Output;

/// <summary>Puts the container in front of each line, in columns, and on a terminal each in a colour of its own.</summary>
internal sealed class LogPrefixes(string project, IEnumerable<string> containers, bool colours)
{
    private static readonly int[] Colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private int _width = containers.Select(container => Short(project, container).Length).DefaultIfEmpty().Max();

    /// <summary>Returns for example <c>web-1  | </c>.</summary>
    public string Of(ContainerOutput output)
    {
        string name = Short(project, output.Container);
        _width = Math.Max(_width, name.Length);
        string prefix = $"{name.PadRight(_width)}  | ";
        if (!colours)
        {
            return prefix;
        }

        if (!_numbers.TryGetValue(output.Container, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(output.Container, number);
        }

        return FormattableString.Invariant($"\e[{Colours[number % Colours.Length]}m{prefix}\e[0m");
    }

    /// <summary>The container's name without the project's in front.</summary>
    public static string Short(string project, string container) =>
        container.StartsWith(project + "-", StringComparison.Ordinal) ? container[(project.Length + 1)..] : container;
}
