using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Demography;

/// <summary>Turns counts into an answer: order, labels and disclosure.</summary>
internal static class DemographyRules
{
    /// <param name="rows">Exact counts.</param>
    /// <param name="exact">See <see cref="Disclosure"/>.</param>
    public static CountPhysiciansResponse Answer(DemographyQuestion question, IReadOnlyList<CountRow> rows, bool exact)
    {
        var answer = new CountPhysiciansResponse
        {
            On = question.On.ToProto(),
            Total = Told(rows.Sum(row => row.Number)),
            RoundedTo = exact ? 1 : Disclosure.Threshold,
        };
        answer.Cells.AddRange(rows
            .OrderBy(row => Place(question.GroupBy[0], row.First), StringComparer.Ordinal)
            .ThenBy(row => Place(question.GroupBy[^1], row.Second), StringComparer.Ordinal)
            .Select(Cell));
        answer.Unknowns.AddRange(question.GroupBy.Select((dimension, place) => new DemographyUnknown
        {
            Dimension = dimension,
            Count = Told(rows.Where(row => (place == 0 ? row.First : row.Second).Length == 0).Sum(row => row.Number)),
        }));
        return answer;

        long Told(long count) => exact ? count : Disclosure.Round(count);

        DemographyCell Cell(CountRow row)
        {
            var hidden = !exact && Disclosure.Hides(row.Number);
            var cell = new DemographyCell { Count = hidden ? 0 : Told(row.Number), Suppressed = hidden };
            cell.Keys.AddRange(question.GroupBy.Select((dimension, place) =>
            {
                var code = place == 0 ? row.First : row.Second;
                return new DemographyKey { Dimension = dimension, Code = code, Label = Label(dimension, code, row.Specialty) };
            }));
            return cell;
        }
    }

    /// <summary>Ages are ordered by age; unknown values come last.</summary>
    private static string Place(DemographyDimension dimension, string code) =>
        code.Length == 0 ? "~" : dimension == DemographyDimension.AgeBand && code == AgeBands.Codes[0] ? "" : code;

    private static string Label(DemographyDimension dimension, string code, string specialty) => (dimension, code) switch
    {
        (DemographyDimension.AgeBand, _) => AgeBands.Label(code),
        (DemographyDimension.Sex, "M") => "hommes",
        (DemographyDimension.Sex, "F") => "femmes",
        (DemographyDimension.Sex, _) => "sexe inconnu",
        (DemographyDimension.Mode, "L") => "exercice libéral",
        (DemographyDimension.Mode, "S") => "exercice salarié",
        (DemographyDimension.Mode, "LS") => "exercice mixte",
        (DemographyDimension.Mode, "B") => "exercice bénévole",
        (DemographyDimension.Mode, _) => "mode d’exercice inconnu",
        (DemographyDimension.Specialty, "") => "spécialité inconnue",
        (DemographyDimension.Specialty, _) => specialty.Length > 0 ? specialty : code,
        (_, "") => "conseil inconnu",
        _ => $"conseil {code}",
    };
}
