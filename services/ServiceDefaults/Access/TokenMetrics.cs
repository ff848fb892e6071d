using System.Diagnostics.Metrics;

namespace OrdreCouncils.ServiceDefaults.Access;

internal static class TokenMetrics
{
    private static readonly Meter Meter = new("OrdreCouncils");

    public static readonly Counter<long> Screened = Meter.CreateCounter<long>(
        "ordre.tokens.refused_early", "{token}", "Tokens refused before their signature was checked.");

    public static readonly Counter<long> Verified = Meter.CreateCounter<long>(
        "ordre.tokens.signatures_checked", "{token}", "Tokens whose signature was checked, valid or not.");
}
