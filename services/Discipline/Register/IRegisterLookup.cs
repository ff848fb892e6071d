using Grpc.Core;

namespace OrdreCouncils.Discipline.Register;

internal interface IRegisterLookup
{
    /// <summary>The entry of each physician, in the order asked; null for an unknown number. UNAVAILABLE when the register does not answer.</summary>
    /// <param name="rpps">Numbers.</param>
    /// <param name="on">Day of the answer; null for today in Paris.</param>
    /// <param name="context">Call of the person on whose behalf the register is asked.</param>
    Task<IReadOnlyList<RegisterEntry?>> FindAsync(IReadOnlyList<string> rpps, DateOnly? on, ServerCallContext context);
}
