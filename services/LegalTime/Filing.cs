namespace OrdreCouncils.LegalTime;

/// <summary>Which day of a posted act counts.</summary>
public enum Filing
{
    /// <summary>Nothing is sent: a decision, a hearing, a measure.</summary>
    None,

    /// <summary>Appeal to an administrative court: the postmark counts (Conseil d'État, Section, 13 May 2024, n° 466541).</summary>
    Postmark,

    /// <summary>The text says that the act must be sent by then.</summary>
    Sent,

    /// <summary>The text says that the act must have arrived by then, or the time ends at an hour, which the ruling of 2024 sets apart.</summary>
    Received,

    /// <summary>The text does not say. Both days are kept; here the day of posting counts, so that nobody loses a right by the length of the post.</summary>
    Silent,
}

public static class Filings
{
    public const string PostmarkRuling = "CE, Section, 13 mai 2024, n° 466541";

    /// <summary>The day that counts, with its reason in French; null while it is not known.</summary>
    /// <param name="filing">Of the rule's terms.</param>
    /// <param name="article">Of the rule's version.</param>
    /// <param name="sentOn">Day of the postmark; null when the act was not posted.</param>
    /// <param name="receivedOn">Day on which it arrived or was handed in; null while it has not.</param>
    public static TimeLimitStep? CountingDay(Filing filing, string article, DateOnly? sentOn, DateOnly? receivedOn)
    {
        var (day, source, reason) = (filing, sentOn) switch
        {
            (Filing.Received, _) => (receivedOn, article, "la date de réception compte"),
            (Filing.Postmark, not null) => (sentOn, PostmarkRuling, "la date d'expédition compte, le cachet de la poste faisant foi"),
            (Filing.Sent, not null) => (sentOn, article, "la date d'envoi compte"),
            (Filing.Silent, not null) => (sentOn, article, "le texte ne dit pas si la date d'envoi ou de réception compte ; la date d'envoi est retenue"),
            _ => (receivedOn, article, "la date de remise compte"),
        };
        return day is { } known ? new TimeLimitStep(known, source, $"Acte du {known.InFrench()} : {reason}.") : null;
    }

    /// <summary>Null while the day that counts is not known.</summary>
    public static bool? IsInTime(this TimeLimit limit, DateOnly? sentOn, DateOnly? receivedOn) =>
        CountingDay(limit.Rule.Terms.Filing, limit.Version.Article, sentOn, receivedOn) is { } counted ? counted.Date <= limit.LastDay : null;

    /// <inheritdoc cref="IsInTime(TimeLimit, DateOnly?, DateOnly?)"/>
    public static bool? IsInTime(this BackwardLimit limit, DateOnly? sentOn, DateOnly? receivedOn) =>
        CountingDay(limit.Rule.Terms.Filing, limit.Version.Article, sentOn, receivedOn) is { } counted ? counted.Date <= limit.LastDay : null;
}
