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

    public void ThrowIfAny()
    {
        if (Any)
            throw Fault.Invalid(found);
    }
}
