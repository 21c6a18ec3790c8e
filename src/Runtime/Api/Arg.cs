namespace Orleans.Ray;

/// <summary>
/// An argument of a task or an actor call: a value, or a reference to an object that will be there when the call runs. Made
/// implicitly from either.
/// </summary>
/// <typeparam name="T">The parameter's type.</typeparam>
/// <remarks>
/// A value is copied when the call is made, unless its type cannot change. C# does not convert implicitly from an interface; for
/// such parameters the generated stubs have overloads that take the value itself.
/// </remarks>
public readonly struct Arg<T>
{
    private readonly bool _hasValue;

    internal Arg(T value, ObjectRef<T>? reference)
    {
        Value = value;
        Reference = reference;
        _hasValue = true;
    }

    internal T Value { get; }

    internal ObjectRef<T>? Reference { get; }

    /// <summary>An argument with that value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Arg<T>(T value) => new(value, null);

    /// <summary>An argument that is the value of that object, when it is ready.</summary>
    /// <param name="reference">The object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reference"/> is null.</exception>
    public static implicit operator Arg<T>(ObjectRef<T> reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new Arg<T>(default!, reference);
    }

    /// <summary>An argument with that value, where its type has no implicit conversion: an interface, or <see cref="object"/>.</summary>
    /// <param name="value">The value.</param>
    public static Arg<T> Of(T value) => new(value, null);

    /// <summary>This argument, or the parameter's default where the caller gave none.</summary>
    /// <param name="defaultValue">The default that the method declares.</param>
    public Arg<T> Or(T defaultValue) => _hasValue ? this : new Arg<T>(defaultValue, null);
}
