namespace OrdreCouncils.Registry.Notices;

internal sealed record NoticeRow
{
    public string? ApplicationId { get; init; }

    /// <summary>The departure; null when the notice is about something else.</summary>
    public string? FactId { get; init; }
    public string? SuspensionId { get; init; }
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.NotificationRecipient"/>.</summary>
    public string Recipient { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? NotifiedOn { get; init; }

    /// <summary>The notice says that a departure or a suspension, of which notice was given, is withdrawn or lifted.</summary>
    public bool Withdrawal { get; init; }

    /// <summary>Name in practice; read for the list of owed notices only.</summary>
    public string FamilyName { get; init; } = "";
    public string GivenName { get; init; } = "";

    public string About => ApplicationId ?? FactId ?? SuspensionId!;
}
