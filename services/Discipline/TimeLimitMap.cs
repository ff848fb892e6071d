using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline;

internal static class TimeLimitMap
{
    public static TimeLimit ToProto(LegalTime.TimeLimit limit) => new()
    {
        Rule = limit.Rule.Code,
        From = limit.From.ToProto(),
        LastDay = limit.LastDay.ToProto(),
        Steps = { limit.Steps.Select(ToProto) },
    };

    public static TimeLimitStep ToProto(LegalTime.TimeLimitStep step) => new() { Date = step.Date.ToProto(), Article = step.Article, Text = step.Text };
}
