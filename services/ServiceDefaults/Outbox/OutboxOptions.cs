using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Outbox;

public sealed class OutboxOptions : IValidatableObject
{
    public const string Section = "Outbox";

    /// <summary>How long a message is reserved for one relay; after a crash it is delivered again when this has passed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Outbox:Lease: write 00:00:01 to 01:00:00.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

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
