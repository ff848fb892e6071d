using Google.Rpc;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Gathers every fault of a request before answering, so that a caller mends all of them at once.</summary>
public sealed class Violations
{
    private readonly List<BadRequest.Types.FieldViolation> found = [];

    public bool Any => found.Count > 0;

    /// <summary>What was found so far: for an answer that names faults without failing.</summary>
    public IReadOnlyList<BadRequest.Types.FieldViolation> Found => found;

    public Violations Add(string field, string expected)
    {
        found.Add(new BadRequest.Types.FieldViolation { Field = field, Description = expected });
        return this;
    }

    /// <summary>Adds a violation unless <paramref name="holds"/>.</summary>
    public bool Require(bool holds, string field, string expected)
    {
        if (!holds)
            Add(field, expected);
        return holds;
    }

    /// <summary>A text that must be there, without control characters, of at most <paramref name="maxLength"/> characters. Answers it trimmed.</summary>
    public string Text(string value, string field, int maxLength)
    {
        var text = value.Trim();
        if (text.Length == 0)
            Add(field, $"Write 1 to {maxLength} characters.");
        return Length(text, field, maxLength);
    }

    /// <summary>As <see cref="Text"/>, but may be empty.</summary>
    public string OptionalText(string value, string field, int maxLength) => Length(value.Trim(), field, maxLength);

    /// <summary>Throws INVALID_ARGUMENT with everything found so far, if anything was.</summary>
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
