using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Planning.Addresses;

/// <summary>The options of the allocator, read.</summary>
internal sealed record AddressSettings(AddressMode Mode, ImmutableArray<AddressRange> Bases, int PrefixLength, ImmutableArray<AddressRange> Avoid)
{
    private const int Shortest = 8;
    private const int Longest = 29;

    /// <summary>Reads the options and reports what cannot be used of them.</summary>
    public static AddressSettings Read(AddressOptions options, PlanBuilder plan)
    {
        if (options.PrefixLength is < Shortest or > Longest)
        {
            plan.Error(DiagnosticCodes.UnusableAddressOption, FormattableString.Invariant($"Subnets cannot be chosen with the prefix length {options.PrefixLength}. Give one from {Shortest} to {Longest}, for example 26."));
        }

        ImmutableArray<AddressRange> bases = Read(options.Bases, "to choose subnets from", plan);
        foreach (bool ipv6 in new[] { false, true })
        {
            if (!bases.Any(range => range.IsIpv6 == ipv6))
            {
                bases = bases.AddRange(Read(AddressOptions.DefaultBases, "", plan).Where(range => range.IsIpv6 == ipv6));
            }
        }

        return new AddressSettings(options.Mode, bases, options.PrefixLength, Read(options.Avoid, "to avoid", plan));
    }

    /// <summary>The bases of one family.</summary>
    public AddressRange[] BasesOf(bool ipv6) => [.. Bases.Where(range => range.IsIpv6 == ipv6)];

    private static ImmutableArray<AddressRange> Read(ImmutableArray<string> texts, string purpose, PlanBuilder plan)
    {
        ImmutableArray<AddressRange>.Builder ranges = ImmutableArray.CreateBuilder<AddressRange>(texts.Length);
        foreach (string text in texts)
        {
            if (AddressRange.TryParse(text, out AddressRange range))
            {
                ranges.Add(range);
            }
            else
            {
                plan.Error(DiagnosticCodes.UnusableAddressOption, $"The range {purpose}, \"{text}\", is no subnet. Write it as 10.83.0.0/16.");
            }
        }

        return ranges.ToImmutable();
    }
}
