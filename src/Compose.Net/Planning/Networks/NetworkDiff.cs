using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>How the networks that a project wants differ from those that the engine has.</summary>
/// <param name="Missing">Those that the engine does not have.</param>
/// <param name="Different">Those that must be made anew.</param>
/// <param name="MakingWay">Those that go before the others are made, because they stand in their way.</param>
internal sealed record NetworkDiff(ImmutableArray<NetworkDefinition> Missing, ImmutableArray<ChangedNetwork> Different, ImmutableArray<YieldingNetwork> MakingWay)
{
    /// <summary>All that are to be made.</summary>
    public IEnumerable<NetworkDefinition> ToCreate => CreatedOf(Missing, Different);

    /// <summary>Compares what is wanted with what is there.</summary>
    /// <param name="context">What the plan is made of.</param>
    /// <param name="obsolete">The project's own networks that nothing wants any more.</param>
    public static NetworkDiff Of(ReconcileContext context, IReadOnlyCollection<ObservedNetwork> obsolete)
    {
        ImmutableArray<NetworkDefinition>.Builder missing = ImmutableArray.CreateBuilder<NetworkDefinition>();
        ImmutableArray<ChangedNetwork>.Builder different = ImmutableArray.CreateBuilder<ChangedNetwork>();
        foreach (NetworkDefinition network in context.Project.Networks.Values.Where(network => !network.External).DistinctBy(network => network.Name, StringComparer.Ordinal))
        {
            if (context.Networks.Of(network.Name) is not { } observed)
            {
                missing.Add(network);
            }
            else if (context.Options.Recreation != Recreation.Never && NetworkIdentity.Changes(network, observed, context.Observed.Engine) is { IsEmpty: false } changes)
            {
                different.Add(new ChangedNetwork(network, observed, new Reason("has other settings") { Changes = changes }));
            }
        }

        NetworkDefinition[] toCreate = [.. CreatedOf(missing, different)];
        return new NetworkDiff(
            missing.ToImmutable(),
            different.ToImmutable(),
            [
                .. from network in obsolete
                   let successor = Array.Find(toCreate, wanted => NetworkClash.StandsInTheWay(network, wanted))
                   where successor is not null
                   select new YieldingNetwork(network, successor),
            ]);
    }

    private static IEnumerable<NetworkDefinition> CreatedOf(IEnumerable<NetworkDefinition> missing, IEnumerable<ChangedNetwork> different) =>
        missing.Concat(different.Select(changed => changed.Wanted));
}
