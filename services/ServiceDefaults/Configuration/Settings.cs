using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Configuration;

/// <summary>Validates a configuration section at start and reports all its errors at once.</summary>
public static class Settings
{
    public static void Validate(object options, string section)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new InvalidOperationException($"Configuration section {section}: {string.Join(" ", faults.Select(fault => fault.ErrorMessage))}");
    }
}
