using Google.Rpc;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Collects all invalid fields of a request, so that the caller can correct them at once.</summary>
public sealed class Violations
{
    private readonly List<BadRequest.Types.FieldViolation> found = [];

    public bool Any => found.Count > 0;

    public IReadOnlyList<BadRequest.Types.FieldViolation> Found => found;

    public Violations Add(string field, string expected)
    {
        found.Add(new BadRequest.Types.FieldViolation { Field = field, Description = expected });
        return this;
    }

    public bool Require(bool holds, string field, string expected)
    {
        if (!holds)
            Add(field, expected);
        return holds;
    }

    public string Text(string value, string field, int maxLength)
    {
        var text = value.Trim();
        if (text.Length == 0)
            Add(field, $"Write 1 to {maxLength} characters.");
        return Length(text, field, maxLength);
    }

    public string OptionalText(string value, string field, int maxLength) => Length(value.Trim(), field, maxLength);

    public void ThrowIfAny()
    {
        if (Any)
            throw Fault.Invalid(found);
    }

    private string Length(string text, string field, int maxLength)
    {
        if (text.Length > maxLength)
            Add(field, $"Write at most {maxLength} characters; {text.Length} were sent.");
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            Add(field, "Remove the control characters.");
        return text;
    }
}
