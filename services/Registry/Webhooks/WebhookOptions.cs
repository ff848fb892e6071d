using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Configuration section <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    public const string Section = "Webhooks";

    /// <summary>Allows addresses of this machine, also over http. For development only: it lets any partner call local services.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Time during which other replicas leave a delivery alone; after a crash it is sent again once this has passed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Webhooks:Lease: write 00:00:01 to 01:00:00.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for a receiver's answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ParseLimitsInInvariantCulture = true, ErrorMessage = "Webhooks:AttemptLimit: write 00:00:00.1 to 00:05:00.")]
    public TimeSpan AttemptLimit { get; set; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AttemptLimit >= Lease)
            yield return new ValidationResult("Webhooks:AttemptLimit: write less than Webhooks:Lease, or two replicas would deliver at once.", [nameof(AttemptLimit)]);
    }
}
