namespace OrdreCouncils.Registry.Notices;

/// <summary>A row of <c>notices</c>.</summary>
internal sealed record NoticeRow
{
    /// <summary>The application decided on; null for a departure.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The departure; null for a decision.</summary>
    public string? FactId { get; init; }
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.NotificationRecipient"/>.</summary>
    public string Recipient { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateOnly? NotifiedOn { get; init; }

    /// <summary>Whether it says that the departure, of which notice was given before, does not hold any more.</summary>
    public bool Withdrawal { get; init; }

    /// <summary>Whichever of the two it is about.</summary>
    public string About => ApplicationId ?? FactId!;
}
