namespace OrdreCouncils.LegalTime;

/// <summary>Outcome of a registered letter, or of a service by a bailiff.</summary>
public enum NotificationOutcome
{
    Received,

    /// <summary>Returned as <c>pli avisé et non réclamé</c> or <c>pli refusé et non réclamé</c>.</summary>
    NotCollected,

    /// <summary>Returned as <c>destinataire inconnu à l'adresse</c>.</summary>
    UnknownAtTheAddress,
    ServedByBailiff,
}

/// <summary>The day from which a disciplinary decision counts as notified to one addressee (CSP art. R.4126-44 and R.4126-47, wordings of 6 December 2019).
/// Each addressee has a day of its own, and so a time limit of its own.</summary>
public static class NotificationDays
{
    /// <param name="outcome">Of the letter to this addressee.</param>
    /// <param name="day">Of receipt, of the first presentation, of the postmark on the returned letter, or of the service.</param>
    public static TimeLimitStep Of(NotificationOutcome outcome, DateOnly day)
    {
        var (article, reason) = outcome switch
        {
            NotificationOutcome.Received => ("CSP art. R.4126-44, al. 1er", "notification reçue"),
            NotificationOutcome.NotCollected => ("CSP art. R.4126-44, al. 4 et R.4126-47, al. 2", "pli non réclamé, date de présentation de la lettre"),
            NotificationOutcome.UnknownAtTheAddress =>
                ("CSP art. R.4126-44, al. 5 et R.4126-47, al. 3", "destinataire inconnu à l'adresse, date du cachet de la poste"),
            NotificationOutcome.ServedByBailiff => ("CSP art. R.4126-32, al. 3 et R.4126-47, al. 4", "signification par huissier"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome of a notification."),
        };
        return new TimeLimitStep(day, article, $"Le {day.InFrench()} : {reason}.");
    }
}
