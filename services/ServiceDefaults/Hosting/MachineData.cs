using System.Text;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>Data that the machine must bring. Without it the process would start, answer some calls wrongly, and repeat its background work in vain.</summary>
internal static class MachineData
{
    private const string Zone = "Europe/Paris";

    public static void Check() => Check(zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), (text, form) => text.Normalize(form));

    /// <param name="hasZone">Whether a time zone is known.</param>
    /// <param name="normalize">Unicode normalisation of a text.</param>
    /// <exception cref="InvalidOperationException">Names what is missing and where it comes from.</exception>
    public static void Check(Func<string, bool> hasZone, Func<string, NormalizationForm, string> normalize)
    {
        var faults = new List<string>();
        if (!hasZone(Zone))
            faults.Add($"The time zone {Zone} is unknown, in which legal days are counted. Install the system's time zone data (package tzdata).");
        if (normalize("É", NormalizationForm.FormD) != "E\u0301" || normalize("e\u0301", NormalizationForm.FormC) != "é"
            || normalize("ﬁ", NormalizationForm.FormKC) != "fi")
        {
            faults.Add(
                "Unicode text is not normalised, on which names and addresses rest. Install ICU (package libicu) and turn globalization-invariant mode off "
                + "(DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0).");
        }

        if (faults.Count > 0)
            throw new InvalidOperationException(string.Join(' ', faults));
    }
}
