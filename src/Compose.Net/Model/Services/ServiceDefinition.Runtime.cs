using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <content>What the service's containers run on.</content>
public sealed partial record ServiceDefinition
{
    /// <summary>Notes for the container runtime (<c>annotations</c>). Need API 1.43; older engines drop them.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether <c>up</c> shows the service's output (<c>attach</c>). Null shows it. Kept for printing; it changes no container.</summary>
    public bool? Attach { get; init; }

    /// <summary>The domain part of the container's host name (<c>domainname</c>). Null leaves it empty.</summary>
    public string? DomainName { get; init; }

    /// <summary>Whether a small process of the engine runs first, passes signals on and reaps children (<c>init</c>). Null leaves the engine's default.</summary>
    public bool? Init { get; init; }

    /// <summary>Where the output goes (<c>logging</c>). Null leaves the engine's default driver.</summary>
    public LoggingDefinition? Logging { get; init; }

    /// <summary>The platform of the image, <c>os[/architecture[/variant]]</c> (<c>platform</c>). Null leaves the engine's own.</summary>
    public string? Platform { get; init; }

    /// <summary>When the image is fetched from its registry (<c>pull_policy</c>). Null fetches an image that is missing.</summary>
    public PullPolicy? PullPolicy { get; init; }

    /// <summary>The container runtime, by the name that the engine knows it under, for example <c>runc</c> (<c>runtime</c>). Null leaves the engine's default.</summary>
    public string? Runtime { get; init; }

    /// <summary>Whether standard input stays open without anyone attached (<c>stdin_open</c>). Defaults to false.</summary>
    public bool StdinOpen { get; init; }

    /// <summary>Whether the process gets a terminal (<c>tty</c>). Defaults to false.</summary>
    public bool Tty { get; init; }
}
