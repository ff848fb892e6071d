using Microsoft.AspNetCore.Http.Features;

namespace OrdreCouncils.Gateway.Limits;

/// <summary>
/// Keeps the server's bound on a request body where its route put it: YARP lifts it for every gRPC call, since it cannot know which ones stream.
/// </summary>
internal sealed class KeptBodyLimit(IHttpMaxRequestBodySizeFeature inner) : IHttpMaxRequestBodySizeFeature
{
    public bool IsReadOnly => inner.IsReadOnly;

    public long? MaxRequestBodySize
    {
        get => inner.MaxRequestBodySize;
        set => inner.MaxRequestBodySize = value ?? inner.MaxRequestBodySize;
    }

    /// <summary>True when a body was refused for its size.</summary>
    public static bool Exceeded(Exception? failure) => failure switch
    {
        null => false,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => true,
        AggregateException several => several.InnerExceptions.Any(Exceeded),
        _ => Exceeded(failure.InnerException),
    };
}
