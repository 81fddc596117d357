using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning.Addresses;

/// <summary>What a plan says about the subnets that it chose.</summary>
internal static class AddressEffects
{
    public static ImmutableArray<string> Of(NetworkDefinition network)
    {
        if (network.Asked is not { } asked)
        {
            return [];
        }

        ImmutableArray<string>.Builder effects = ImmutableArray.CreateBuilder<string>();
        string[] written = [.. asked.Subnets];
        string[] chosen = [.. network.Subnets.Except(written)];
        if (chosen.Length > 0)
        {
            effects.Add(asked.Movable && written.Length > 0
                ? $"gets {string.Join(", ", chosen)} in place of {string.Join(", ", written)}, and fixed addresses move along"
                : $"gets {string.Join(", ", chosen)}, which overlaps nothing that is known");
        }

        foreach (IpamPool pool in network.Pools.Where(pool => pool.IpRange is not null && !asked.Pools.Contains(pool)))
        {
            effects.Add($"the engine chooses from {pool.IpRange} only, so that fixed addresses stay free");
        }

        return effects.ToImmutable();
    }
}
