using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>Configuration section <c>Retention</c>: how long each kind of rows is kept (docs/decisions/0025-what-is-deleted-when.md).</summary>
internal sealed class RetentionOptions : IValidatableObject
{
    public const string Section = "Retention";

    /// <summary>Older request ids may be answered as new ones: shorter periods would let a caller's late repetition be done twice.</summary>
    private static readonly TimeSpan LeastForRequests = TimeSpan.FromDays(7);

    /// <summary>The acts of the Order and who did them: proof, for which no period is fixed.</summary>
    public string AuditEntries { get; set; } = "none";

    /// <summary>Reads of personal records. CNIL, recommendation on logs (deliberation 2021-122 of 14 October 2021): six months to a year, and up to three years
    /// where the log serves to find and prove misuse by persons with access.</summary>
    public string RecordAccesses { get; set; } = "P3Y";

    /// <summary>Answers to request ids.</summary>
    public string Requests { get; set; } = "P90D";

    /// <summary>Messages to other services that were delivered.</summary>
    public string Outbox { get; set; } = "P30D";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, string Text)[] all =
            [(nameof(AuditEntries), AuditEntries), (nameof(RecordAccesses), RecordAccesses), (nameof(Requests), Requests), (nameof(Outbox), Outbox)];
        foreach (var (name, text) in all)
        {
            if (RetentionSchedule.TryParse(text) is null)
                yield return new ValidationResult($"{Section}:{name}: {RetentionSchedule.Expected}", [name]);
        }

        if (RetentionSchedule.TryParse(Requests)?.LastsFor(LeastForRequests) == false)
            yield return new ValidationResult($"{Section}:{nameof(Requests)}: write 7 days or more: a caller repeats a request for days.", [nameof(Requests)]);
        if (RetentionSchedule.TryParse(AuditEntries) is { } entries && RetentionSchedule.TryParse(RecordAccesses) is { } accesses
            && !entries.LastsAsLongAs(accesses))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(AuditEntries)}: write at least {Section}:{nameof(RecordAccesses)}: audit entries seal reads.",
                [nameof(AuditEntries)]);
        }
    }
}
