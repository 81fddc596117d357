using System.CommandLine;

namespace Compose.Net.Cli.Commands;

/// <summary>The services that a command is about.</summary>
internal sealed class ServiceArgument : Argument<string[]>
{
    public ServiceArgument(string description)
        : base("SERVICE")
    {
        Arity = ArgumentArity.ZeroOrMore;
        Description = description;
    }
}
