using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Outbox;

/// <summary>Configuration section <c>Outbox</c>: how long one relay has a message to itself.</summary>
public sealed class OutboxOptions : IValidatableObject
{
    public const string Section = "Outbox";

    /// <summary>How long a message taken for delivery is left alone by other relays: after a crash it goes again once this is over.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Outbox:Lease: write 00:00:01 to 01:00:00.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest an attempt may take; it is over before the lease is.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Outbox:AttemptLimit: write 00:00:00.1 to 01:00:00.")]
    public TimeSpan AttemptLimit { get; set; } = TimeSpan.FromSeconds(20);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AttemptLimit >= Lease)
        {
            yield return new ValidationResult(
                "Outbox:AttemptLimit: write less than Outbox:Lease, or a message would be delivered by two relays at once.", [nameof(AttemptLimit)]);
        }
    }
}
