namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Limits of a session, by the machine's clock, as for tokens.</summary>
internal static class Session
{
    /// <summary>Without any request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    /// <summary>A page warns this long after it was loaded (WCAG 2.2.1).</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromMinutes(25);

    /// <summary>Since the sign-in.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>Name, in a ticket's properties, of the number in the cookie.</summary>
    public const string Key = "session";

    /// <summary>Name, in the state of a sign-in, of the session that it replaces.</summary>
    public const string Replaces = "replaces";
}
