using System.ComponentModel.DataAnnotations;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Configuration section <c>Imports</c>.</summary>
internal sealed class ImportOptions
{
    public const string Section = "Imports";

    /// <summary>A file of which more lines, per hundred, are about other professions is refused at its end. The directory's whole file has several such lines
    /// for each line of a physician.</summary>
    [Range(1, 100, ErrorMessage = "Imports:MostSkippedPercent is not a percentage. Write 1 to 100.")]
    public double MostSkippedPercent { get; set; } = 99;
}
