using System.Text.RegularExpressions;
using OrdreCouncils.Communiques.Markup;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Communiques.Texts;

/// <summary>Reads a text. INVALID_ARGUMENT names every field at fault.</summary>
internal static partial class TextInput
{
    public const int MaxTitle = 300;
    public const int MaxPlace = 80;
    public const int MaxBody = 50_000;
    public const int MaxName = 120;
    public const int MaxCoSignatories = 20;

    public static TextRow Read(Violations violations, CommuniqueText? text)
    {
        if (text is null)
        {
            violations.Add("text", "Send the text.");
            return new TextRow();
        }

        violations.Require(
            Enum.IsDefined(text.Kind) && text.Kind != CommuniqueKind.Unspecified, "text.kind",
            "Choose PRESS_RELEASE, JOINT_STATEMENT, POSITION or BRIEF.");
        return new TextRow
        {
            Kind = text.Kind,
            Title = violations.Text(text.Title, "text.title", MaxTitle),
            Place = violations.Text(text.Place, "text.place", MaxPlace),
            DatedOn = violations.Date(text.DatedOn, "text.dated_on"),
            Body = Body(violations, text.Body),
            ContactName = violations.Text(text.Contact?.Name ?? "", "text.contact.name", MaxName),
            ContactPhone = Phone(violations, text.Contact),
            ContactEmail = Email(violations, text.Contact),
            CoSignatories = CoSignatories(violations, text),
            Rectifies = text.Rectifies.Length == 0 ? null : violations.Uuid(text.Rectifies, "text.rectifies"),
        };
    }

    private static string Body(Violations violations, string value)
    {
        var body = violations.Lines(value, "text.body", MaxBody);
        if (body.Length <= MaxBody)
        {
            foreach (var fault in MarkdownText.Faults(body))
                violations.Add("text.body", fault);
        }

        return body;
    }

    private static string Phone(Violations violations, PressContact? contact)
    {
        var phone = contact?.Phone.Trim() ?? "";
        if (phone.Length == 0)
            violations.Require(contact is { Email.Length: > 0 }, "text.contact", "Give a telephone number or an e-mail address.");
        else
            violations.Require(PhoneForm().IsMatch(phone), "text.contact.phone", "Write digits with spaces or dots, such as 01 99 00 12 34.");
        return phone;
    }

    private static string Email(Violations violations, PressContact? contact)
    {
        var email = contact?.Email.Trim() ?? "";
        violations.Require(
            email.Length == 0 || (email.Length <= 254 && EmailForm().IsMatch(email)), "text.contact.email", "Write an address such as presse@exemple.fr.");
        return email;
    }

    private static string CoSignatories(Violations violations, CommuniqueText text)
    {
        var joint = text.Kind == CommuniqueKind.JointStatement;
        violations.Require(
            joint ? text.CoSignatories.Count is >= 1 and <= MaxCoSignatories : text.CoSignatories.Count == 0, "text.co_signatories",
            joint ? $"Name 1 to {MaxCoSignatories} bodies that sign with the Order." : "Only a JOINT_STATEMENT has co-signatories.");
        var names = new List<string>();
        var keys = new HashSet<string> { TextKey.Of(TextRow.Order) };
        foreach (var sent in text.CoSignatories.Take(MaxCoSignatories))
        {
            var field = $"text.co_signatories[{names.Count}]";
            names.Add(violations.Text(sent, field, MaxName));
            violations.Require(keys.Add(TextKey.Of(names[^1])), field, "Name each body once; the Order signs in any case.");
        }

        return string.Join('\n', names);
    }

    [GeneratedRegex(@"^\+?[0-9](?:[ .]?[0-9]){5,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex EmailForm();
}
