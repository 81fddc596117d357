using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints where a port of a service is published.</summary>
internal sealed class PortCommand : ToolCommand
{
    private readonly IndexOption _index = new("The number of the container, where the service has several. Default: the lowest that runs.");
    private readonly Option<string> _protocol = new("--protocol") { HelpName = "tcp|udp|sctp", Description = "The protocol. Default: tcp.", DefaultValueFactory = _ => "tcp" };
    private readonly Argument<string> _service = new("SERVICE") { Description = "The service." };
    private readonly Argument<int> _port = new("PRIVATE_PORT") { Description = "The port inside the container.", CustomParser = ReadPort };

    public PortCommand(ToolContext tool, GlobalOptions global)
        : base("port", "Print the address and the port of the host at which a port of a service is published.", tool, global)
    {
        Add(_index);
        Add(_protocol);
        Add(_service);
        Add(_port);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("port web 80", "for example 0.0.0.0:8080"),
        ("port --index 2 web 80", "of the second container"),
    ];

    protected override bool NeedsContainers => true;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            ImmutableArray<ListedContainer> containers = await client.ListContainersAsync(project, [parsed.GetValue(_service)!], cancellationToken).ConfigureAwait(false); // The parser insists on it.
            ObservedPort port = Find([.. containers.Where(container => !container.OneOff && container.IsActive)], parsed);
            Print(string.Create(CultureInfo.InvariantCulture, $"{ContainerTable.Host(port.HostIp)}:{port.HostPort}"));
            return ExitCodes.Success;
        },
        cancellationToken);

    private ObservedPort Find(ListedContainer[] running, ParseResult parsed)
    {
        (string? service, int target, string? protocol, int? index) = (parsed.GetValue(_service), parsed.GetValue(_port), parsed.GetValue(_protocol), _index.Number(parsed));
        ListedContainer container = running.OrderBy(container => container.Number).FirstOrDefault(container => index is null || container.Number == index)
            ?? throw new ToolException(ToolCodes.NotPublished, index is null
                ? $"Service \"{service}\" has no container that runs, so none of its ports is published. Start it first."
                : FormattableString.Invariant($"Service \"{service}\" has no container of number {index} that runs. Numbers: {(running.Length == 0 ? "none" : string.Join(", ", running.Select(other => other.Number).Order()))}."));
        return container.Ports.FirstOrDefault(port => port.Target == target && port.Protocol == protocol)
            ?? throw new ToolException(ToolCodes.NotPublished, FormattableString.Invariant($"Container \"{container.Name}\" does not publish {target}/{protocol}. Published: {Published(container)}."));
    }

    private static int ReadPort(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            result.AddError($"PRIVATE_PORT needs a whole number, and \"{text}\" is not that. Give for example 80.");
        }

        return number;
    }

    private static string Published(ListedContainer container) => container.Ports.IsEmpty
        ? "nothing"
        : string.Join(", ", container.Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Target}/{port.Protocol}")).Distinct());
}
