using System.Globalization;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.CaseDocuments;

/// <summary>Beginning of a page of the chronology: after this document.</summary>
internal sealed record DocumentPlace(DateOnly Day, string Id)
{
    private const string Format = "yyyy-MM-dd";

    public static DocumentPlace Of(Violations violations, string token)
    {
        if (token.Length == 0)
            return new DocumentPlace(DateOnly.MinValue, "");
        if (token.Split('/') is [var day, var id] && DateOnly.TryParseExact(day, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            return new DocumentPlace(on, violations.After(id));
        violations.Add("page_token", Paging.TokenExpected);
        return new DocumentPlace(DateOnly.MinValue, "");
    }

    public static string Token(CaseDocumentRow last) => $"{last.ReceivedOn.ToString(Format, CultureInfo.InvariantCulture)}/{last.DocumentId}";
}
