using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>A project that the engine has containers of, whoever made it.</summary>
public sealed record ListedProject
{
    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its containers, ordered by name; those made with <c>run</c> too.</summary>
    public ImmutableArray<ListedContainer> Containers { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The files that it was loaded from, as its containers' labels say, in the order in which they are merged; those that only a later container names come last. Empty where they say nothing.</summary>
    public ImmutableArray<string> Files { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How many containers are in which state, for example <c>exited(1), running(2)</c>.</summary>
    public string Status => string.Join(", ", Containers
        .GroupBy(container => container.State.ToString().ToLowerInvariant(), StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => FormattableString.Invariant($"{group.Key}({group.Count()})")));

    /// <summary>Puts containers together by their project, ordered by name.</summary>
    internal static ImmutableArray<ListedProject> Of(IEnumerable<ListedContainer> containers) =>
    [
        .. containers
            .GroupBy(container => container.Project, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ListedProject
            {
                Name = group.Key,
                Containers = [.. group.OrderBy(container => container.Name, StringComparer.Ordinal)],
                Files = [.. group
                    .SelectMany(container => container.Labels.GetValueOrDefault(Planning.Labels.ConfigFiles, "").Split(',', StringSplitOptions.RemoveEmptyEntries))
                    .Distinct(StringComparer.Ordinal)],
            }),
    ];
}
