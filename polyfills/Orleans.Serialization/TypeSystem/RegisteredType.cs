namespace Orleans.Serialization.TypeSystem;

/// <param name="Implementation">A class, perhaps an open generic one.</param>
/// <param name="Target">The type it is for, in terms of the class's own type parameters.</param>
internal sealed record RegisteredType(Type Implementation, Type Target)
{
    /// <summary>The closed class that is for the closed type, or null if it does not fit.</summary>
    public Type? Close(Type type)
    {
        if (!Implementation.IsGenericTypeDefinition)
        {
            return Target == type ? Implementation : null;
        }

        var parameters = Implementation.GetGenericArguments();
        var arguments = new Type[parameters.Length];
        if (!Match(Target, type, arguments) || Array.IndexOf(arguments, null!) >= 0)
        {
            return null;
        }

        try
        {
            return Implementation.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            // A constraint of the class excludes the type.
            return null;
        }
    }

    private static bool Match(Type pattern, Type actual, Type[] arguments)
    {
        if (pattern.IsGenericParameter)
        {
            ref var argument = ref arguments[pattern.GenericParameterPosition];
            argument ??= actual;
            return argument == actual;
        }

        if (!pattern.ContainsGenericParameters)
        {
            return pattern == actual;
        }

        if (!pattern.IsGenericType || !actual.IsGenericType || pattern.GetGenericTypeDefinition() != actual.GetGenericTypeDefinition())
        {
            return false;
        }

        var patterns = pattern.GetGenericArguments();
        var actuals = actual.GetGenericArguments();
        for (var i = 0; i < patterns.Length; i++)
        {
            if (!Match(patterns[i], actuals[i], arguments))
            {
                return false;
            }
        }

        return true;
    }
}
