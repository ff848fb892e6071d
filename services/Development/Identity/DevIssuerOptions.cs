using OrdreCouncils.Development.Clock;

namespace OrdreCouncils.Development.Identity;

public sealed record DevIssuerOptions
{
    /// <summary>Port of the issuer on this machine; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock that <c>POST /dev/clock</c> moves forward; null to leave that endpoint out.</summary>
    public MovableClock? Clock { get; init; }

    /// <summary>The consoles that sign people in.</summary>
    public DevClients Clients { get; init; } = new();

    /// <summary>Life of a refresh token, from its own issue.</summary>
    public TimeSpan RefreshLife { get; init; } = TimeSpan.FromHours(8);
}
