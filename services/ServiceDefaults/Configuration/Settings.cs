using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.ServiceDefaults.Configuration;

/// <summary>Checks a configuration section before anything starts: every fault at once, each saying what to write.</summary>
public static class Settings
{
    public static void Validate(object options, string section)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new InvalidOperationException($"Configuration section {section}: {string.Join(" ", faults.Select(fault => fault.ErrorMessage))}");
    }
}
