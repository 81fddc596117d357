using System.CommandLine;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>The options that say how far a plan may go with networks.</summary>
internal sealed class NetworkOptions
{
    private readonly ChoiceOption _change = new("--network-change", "How a change of networks reaches running containers: plugged over live, replaced by new ones, or refused.", "live", "recreate", "refuse");
    private readonly Option<bool> _detachForeign = new("--detach-foreign") { Description = "Let endpoints that are not the project's be unplugged from a network that must go, and plugged into the one in its place as they were." };

    public void AddTo(Command command)
    {
        command.Add(_change);
        command.Add(_detachForeign);
    }

    public ReconcileOptions On(ReconcileOptions options, ParseResult parsed) => options with
    {
        NetworkChange = parsed.GetValue(_change) switch
        {
            "recreate" => NetworkChange.Recreate,
            "refuse" => NetworkChange.Refuse,
            _ => NetworkChange.Live,
        },
        DetachForeign = parsed.GetValue(_detachForeign),
    };
}
