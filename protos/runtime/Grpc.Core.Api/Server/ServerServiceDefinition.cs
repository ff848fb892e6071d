namespace Grpc.Core;

/// <summary>The methods of one service with their handlers, ready to be offered by a server.</summary>
public class ServerServiceDefinition
{
    private readonly IReadOnlyList<Action<ServiceBinderBase>> methods;

    private ServerServiceDefinition(IReadOnlyList<Action<ServiceBinderBase>> methods) => this.methods = methods;

    public static Builder CreateBuilder() => new();

    /// <summary>Gives the methods to <paramref name="serviceBinder"/> in the order in which they were added.</summary>
    internal void BindService(ServiceBinderBase serviceBinder)
    {
        foreach (var addTo in methods)
            addTo(serviceBinder);
    }

    /// <summary>Collects the methods of a service; each full name once.</summary>
    public class Builder
    {
        private readonly HashSet<string> names = new(StringComparer.Ordinal);
        private readonly List<Action<ServiceBinderBase>> methods = [];

        /// <exception cref="ArgumentException">A method of this full name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <exception cref="ArgumentException">A method of this full name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <exception cref="ArgumentException">A method of this full name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        /// <exception cref="ArgumentException">A method of this full name was added before.</exception>
        public Builder AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> handler)
            where TRequest : class
            where TResponse : class => Add(method, binder => binder.AddMethod(method, handler));

        public ServerServiceDefinition Build() => new([.. methods]);

        private Builder Add(IMethod method, Action<ServiceBinderBase> addTo)
        {
            if (!names.Add(method.FullName))
                throw new ArgumentException($"The method {method.FullName} was added before.", nameof(method));
            methods.Add(addTo);
            return this;
        }
    }
}
