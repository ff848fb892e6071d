using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Demography;

/// <param name="Filter">Code by dimension; an empty code selects unknown values.</param>
internal sealed record DemographyQuestion(DateOnly On, IReadOnlyList<DemographyDimension> GroupBy, IReadOnlyDictionary<DemographyDimension, string> Filter);

/// <summary>INVALID_ARGUMENT names every field at fault.</summary>
internal static class DemographyInput
{
    private const string Unknown = "?";
    private const int LongestCode = 20;

    public static DemographyQuestion Read(CountPhysiciansRequest request, DateOnly today)
    {
        var violations = new Violations();
        violations.Require(
            request.GroupBy.Count is 1 or 2 && request.GroupBy.Distinct().Count() == request.GroupBy.Count && request.GroupBy.All(IsDimension),
            "group_by", "Write one dimension or two different ones.");
        return Read(violations, request.On, [.. request.GroupBy], request.Filter, today);
    }

    public static DemographyQuestion Read(DrawDemographyRequest request, DateOnly today)
    {
        var violations = new Violations();
        var pyramid = request.Chart == DemographyChart.AgePyramid;
        violations.Require(pyramid || request.Chart == DemographyChart.RankedBars, "chart", "Write AGE_PYRAMID or RANKED_BARS.");
        if (pyramid)
            violations.Require(request.Dimension == DemographyDimension.Unspecified, "dimension", "Leave it out: a pyramid has its own.");
        else
            violations.Require(IsDimension(request.Dimension), "dimension", "Write the dimension of the bars.");
        return Read(
            violations, request.On, pyramid ? [DemographyDimension.AgeBand, DemographyDimension.Sex] : [request.Dimension], request.Filter, today);
    }

    private static DemographyQuestion Read(
        Violations violations, Date? on, IReadOnlyList<DemographyDimension> groupBy, DemographyFilter? filter, DateOnly today)
    {
        var day = violations.OptionalDate(on, "on") ?? today;
        violations.Require(day <= today, "on", "Write a day that is not in the future: who will be registered then is not known.");
        filter ??= new DemographyFilter();
        var codes = new Dictionary<DemographyDimension, string>();
        Code(DemographyDimension.Council, filter.Council, "filter.council", CouncilCode.Exists, CouncilCode.Expected);
        Code(DemographyDimension.Specialty, filter.Specialty, "filter.specialty", code => code.Length <= LongestCode, "Write a code of TRE_R38, such as SM04.");
        Code(DemographyDimension.AgeBand, filter.AgeBand, "filter.age_band", AgeBands.Codes.Contains, $"Write one of {string.Join(", ", AgeBands.Codes)}.");
        Code(DemographyDimension.Sex, filter.Sex, "filter.sex", code => code is "M" or "F", "Write M or F.");
        Code(DemographyDimension.Mode, filter.Mode, "filter.mode", code => code is "L" or "S" or "LS" or "B", "Write L, S, LS or B.");
        violations.ThrowIfAny();
        return new DemographyQuestion(day, groupBy, codes);

        void Code(DemographyDimension dimension, string code, string field, Func<string, bool> exists, string expected)
        {
            if (code.Length == 0)
                return;
            var read = violations.OptionalText(code, field, LongestCode);
            if (read != Unknown)
                violations.Require(exists(read), field, $"{expected} For unknown: {Unknown}.");
            codes[dimension] = read == Unknown ? "" : read;
        }
    }

    private static bool IsDimension(DemographyDimension dimension) => dimension != DemographyDimension.Unspecified && Enum.IsDefined(dimension);
}
