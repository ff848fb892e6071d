using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using Enum = System.Enum;

namespace OrdreCouncils.Registry.Registrations;

internal static class RegistrationMap
{
    public static RegistrationFact ToProto(FactRow row, IEnumerable<NoticeRow> notices) => ToProto(row, notices.ToLookup(notice => notice.Withdrawal));

    private static RegistrationFact ToProto(FactRow row, ILookup<bool, NoticeRow> notices) => new()
    {
        FactId = row.Id,
        Kind = Enum.Parse<FactKind>(row.Kind),
        Ground = Enum.Parse<FactGround>(row.Ground),
        Council = row.Council,
        EffectiveOn = row.EffectiveOn.ToProto(),
        RecordedAt = row.RecordedAt.ToTimestamp(),
        SupersededAt = row.SupersededAt?.ToTimestamp(),
        SupersededBy = row.SupersededBy,
        Notifications = { notices[false].Select(NoticeRules.ToProto).OrderBy(item => item.Recipient) },
        WithdrawalNotifications = { notices[true].Select(NoticeRules.ToProto).OrderBy(item => item.Recipient) },
    };

    public static Declaration ToProto(DeclarationRow row) => new()
    {
        DeclarationId = row.Id,
        Kind = Enum.Parse<DeclarationKind>(row.Kind),
        ChangedOn = row.ChangedOn.ToProto(),
        DeclaredOn = row.DeclaredOn.ToProto(),
        DueOn = row.DueOn.ToProto(),
        Late = row.DeclaredOn > row.DueOn,
        Details = row.Details,
        RecordedAt = row.RecordedAt.ToTimestamp(),
        Notice = row.NoticeDueOn is { } noticeDueOn ? Notice(row, noticeDueOn) : null,
    };

    private static CessationNotice Notice(DeclarationRow row, DateOnly dueOn) => new()
    {
        Exception = row.NoticeException.Length == 0 ? CessationException.Unspecified : Enum.Parse<CessationException>(row.NoticeException),
        DueOn = dueOn.ToProto(),
        InTime = row.DeclaredOn <= dueOn || row.NoticeException.Length > 0,
    };

    public static TimeLimit ToProto(LegalTime.TimeLimit limit) => ToProto(limit.Rule.Code, limit.From, limit.LastDay, limit.Steps);

    /// <summary>Counted back from the event, which is its <c>from</c>.</summary>
    public static TimeLimit ToProto(LegalTime.BackwardLimit limit) => ToProto(limit.Rule.Code, limit.Event, limit.LastDay, limit.Steps);

    private static TimeLimit ToProto(string rule, DateOnly from, DateOnly lastDay, IEnumerable<LegalTime.TimeLimitStep> steps) => new()
    {
        Rule = rule,
        From = from.ToProto(),
        LastDay = lastDay.ToProto(),
        Steps = { steps.Select(step => new TimeLimitStep { Date = step.Date.ToProto(), Article = step.Article, Text = step.Text }) },
    };
}
