namespace OrdreCouncils.MutualAid.Envelopes;

/// <summary>Accounts of an envelope, as the store names them.</summary>
internal static class Accounts
{
    public const string Source = "source";
    public const string Available = "available";
    public const string Granted = "granted";
}

/// <summary>Money that moves from one account of an envelope to another: a gift never comes back, so there are two ways only.</summary>
internal sealed record Transfer
{
    public const string OpeningKind = "opening";
    public const string GrantKind = "grant";

    public required string Id { get; init; }
    public required string EnvelopeId { get; init; }
    public required string Kind { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required long AmountCents { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Token subject.</summary>
    public required string Actor { get; init; }

    /// <summary>The request granted; null for an opening.</summary>
    public string? AidRequestId { get; init; }

    public static Transfer Opening(string id, string envelopeId, long cents, DateTimeOffset at, string actor) => new()
    {
        Id = id, EnvelopeId = envelopeId, Kind = OpeningKind, From = Accounts.Source, To = Accounts.Available, AmountCents = cents, At = at, Actor = actor,
    };

    public static Transfer Grant(string id, string envelopeId, string aidRequestId, long cents, DateTimeOffset at, string actor) => new()
    {
        Id = id, EnvelopeId = envelopeId, Kind = GrantKind, From = Accounts.Available, To = Accounts.Granted, AmountCents = cents, At = at, Actor = actor,
        AidRequestId = aidRequestId,
    };
}
