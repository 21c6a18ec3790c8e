using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Lambdas;

/// <summary>
/// Copies what a function captures, so that neither its task nor its caller sees what the other does to the variables afterwards.
/// </summary>
/// <remarks>
/// Captured variables are fields of objects that the compiler made, one for each block that declares some. Each of those is cloned once, with
/// the fields that the function's code uses, and their values are copied all at once, so that two variables that hold one object still do.
/// References to objects stay references, and handles of actors hold their actor.
/// </remarks>
internal sealed class ClosureCopy
{
    private readonly Dictionary<object, object> _clones = new(ReferenceEqualityComparer.Instance);
    private readonly List<object> _closures = [];
    private readonly HashSet<FieldKey> _used = [];
    private readonly HashSet<(object Closure, FieldInfo Field)> _done = [];
    private readonly List<(object Owner, FieldInfo Field, object Value)> _variables = [];

    // Whether some code could not be read.
    private bool _usesAll;

    private ClosureCopy()
    {
    }

    public static TDelegate Of<TDelegate>(TDelegate function, ValueCopier copier)
        where TDelegate : Delegate => Of(function, copier, out _);

    /// <summary>A function of its own.</summary>
    /// <typeparam name="TDelegate">The function's type.</typeparam>
    /// <param name="function">The function.</param>
    /// <param name="copier">Copies values.</param>
    /// <param name="size">About how many bytes of captured values were copied.</param>
    /// <exception cref="RaySerializationException">A captured value cannot be copied; the message names the variable.</exception>
    public static TDelegate Of<TDelegate>(TDelegate function, ValueCopier copier, out long size)
        where TDelegate : Delegate
    {
        size = 0;
        if (!function.HasSingleTarget)
        {
            throw new ArgumentException("The delegate combines several functions; run each of them for itself.", nameof(function));
        }

        if (function.Target is not { } target || ClosureType.Of(target.GetType()) is not { IsStateless: false } type)
        {
            return function;
        }

        if (!type.IsClosure)
        {
            size = CapturedSize.Estimate(target);
            return Bind(function, CopyThis(target, copier));
        }

        var copy = new ClosureCopy();
        var own = copy.BindToClone(function, target);
        copy.CloneFields();
        size = copy.CopyVariables(copier);
        return own;
    }

    private static TDelegate Bind<TDelegate>(TDelegate function, object target)
        where TDelegate : Delegate => (TDelegate)Delegate.CreateDelegate(function.GetType(), target, function.Method);

    private static object CopyThis(object target, ValueCopier copier)
    {
        try
        {
            return copier.Copy(target);
        }
        catch (RaySerializationException exception)
        {
            throw Refused("this", target.GetType(), exception.Message, exception);
        }
    }

    private object Clone(object closure)
    {
        if (_clones.TryGetValue(closure, out var known))
        {
            return known;
        }

        var clone = RuntimeHelpers.GetUninitializedObject(closure.GetType());
        _clones.Add(closure, clone);
        _closures.Add(closure);
        return clone;
    }

    private TDelegate BindToClone<TDelegate>(TDelegate function, object closure)
        where TDelegate : Delegate
    {
        if (UsedFields.Of(function.Method) is { } used)
        {
            _used.UnionWith(used);
        }
        else
        {
            _usesAll = true;
        }

        return Bind(function, Clone(closure));
    }

    // A captured function adds to what is used, also of closures that were looked at before.
    private void CloneFields()
    {
        int before;
        do
        {
            before = _done.Count;
            for (var i = 0; i < _closures.Count; i++)
            {
                CloneFields(_closures[i]);
            }
        }
        while (_done.Count > before);
    }

    private void CloneFields(object closure)
    {
        foreach (var field in ClosureType.Of(closure.GetType()).Fields)
        {
            if (ClosureType.IsCache(field) || !(_usesAll || _used.Contains(FieldKey.Of(field))) || !_done.Add((closure, field)) || field.GetValue(closure) is not { } value)
            {
                continue;
            }

            if (Share(field, value) is { } shared)
            {
                field.SetValue(_clones[closure], shared);
            }
            else
            {
                _variables.Add((_clones[closure], field, value));
            }
        }
    }

    /// <summary>What the copy has in place of the value, where that need not be copied; null where it must be.</summary>
    private object? Share(FieldInfo field, object value)
    {
        var type = value.GetType();
        switch (value)
        {
            case NodeRay ray:
                return ray.WithoutStop();
            case CancellationToken { CanBeCanceled: true }:
                throw Refused(ClosureType.NameOf(field), type, "a task has a token of its own; take it as the parameter of the lambda, and cancel the task with Ray.CancelAsync");
            case Delegate { HasSingleTarget: true, Target: null }:
                return value;
            case Delegate { HasSingleTarget: true, Target: { } target } function when ClosureType.Of(target.GetType()) is { } bound && (bound.IsClosure || bound.IsStateless):
                return bound.IsStateless ? value : BindToClone(function, target);
            case Delegate:
                throw Refused(ClosureType.NameOf(field), type, "it is bound to an object that would have to be copied with it");
        }

        var known = ClosureType.Of(type);
        return known.IsClosure ? Clone(value)
            : known.IsStateless || ValueSemantics.IsImmutable(type) ? value
            : null;
    }

    private long CopyVariables(ValueCopier copier)
    {
        if (_variables.Count == 0)
        {
            return 0;
        }

        object[] copies;
        try
        {
            copies = copier.Copy(_variables.Select(static variable => variable.Value).ToArray());
        }
        catch (RaySerializationException exception)
        {
            throw Blame(exception, copier);
        }

        var size = 0L;
        for (var i = 0; i < copies.Length; i++)
        {
            var (owner, field, value) = _variables[i];
            field.SetValue(owner, copies[i]);
            size += CapturedSize.Estimate(value);
        }

        return size;
    }

    private RaySerializationException Blame(RaySerializationException exception, ValueCopier copier)
    {
        foreach (var (_, field, value) in _variables)
        {
            try
            {
                copier.Copy(value);
            }
            catch (RaySerializationException own)
            {
                return Refused(ClosureType.NameOf(field), value.GetType(), own.Message, own);
            }
        }

        return exception;
    }

    private static RaySerializationException Refused(string variable, Type type, string reason, Exception? inner = null) => new(
        variable == "this"
            ? $"Ray.Run cannot copy 'this' ({type}), which the lambda uses: {reason} Copy the members that it uses into local variables, or call a static method."
            : $"Ray.Run cannot copy the variable '{variable}' ({type}), which the lambda captures: {reason} Copy what the task needs of it into a variable of a type that can be copied.",
        inner);
}
