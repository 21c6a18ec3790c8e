namespace Orleans.Ray.Objects;

/// <summary>Tells the codec of references that its serializer writes none: a service of the serializers that are the runtime's own.</summary>
internal sealed class NoExports;
