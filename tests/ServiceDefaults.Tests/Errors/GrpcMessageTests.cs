using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Tests.ServiceDefaults.Errors;

public class GrpcMessageTests
{
    [Theory]
    [InlineData("plain: text, with / and %", "plain: text, with / and %25")]
    [InlineData("a\nb~\u007f", "a%0Ab~%7F")]
    [InlineData("été", "%C3%A9t%C3%A9")]
    public void Escape_OnlyBytesThatTheProtocolNames_AreEncoded(string message, string encoded) => Assert.Equal(encoded, GrpcMessage.Escape(message));
}
