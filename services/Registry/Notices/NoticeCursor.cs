using System.Globalization;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Registry.Notices;

internal sealed record NoticeCursor(DateOnly DueOn, string About, string Recipient)
{
    private static readonly NoticeCursor Start = new(DateOnly.MinValue, "", "");

    public static string Of(NoticeRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.DueOn:yyyy-MM-dd}.{row.About}.{row.Recipient}");

    public static NoticeCursor Read(Violations violations, string token)
    {
        if (token.Length == 0)
            return Start;
        if (token.Split('.') is [var day, var about, var recipient]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dueOn)
            && Guid.TryParseExact(about, "D", out _) && Enum.TryParse<NotificationRecipient>(recipient, out _))
        {
            return new NoticeCursor(dueOn, about, recipient);
        }

        violations.Add("page_token", Paging.TokenExpected);
        return Start;
    }
}
