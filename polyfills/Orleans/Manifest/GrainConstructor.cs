using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Creates grain instances: services from the container, facets such as persistent state from their attributes.</summary>
internal sealed class GrainConstructor
{
    private readonly ParameterInfo[] _facets;
    private readonly ObjectFactory? _factory;
    private readonly Func<object>? _plain;

    public GrainConstructor(Type type)
    {
        var constructor = Select(type);
        _facets = [.. constructor.GetParameters().Where(parameter => FacetOf(parameter) is not null)];
        if (constructor.GetParameters().Length == 0)
        {
            _plain = System.Linq.Expressions.Expression.Lambda<Func<object>>(System.Linq.Expressions.Expression.New(constructor)).Compile();
        }
        else
        {
            _factory = ActivatorUtilities.CreateFactory(type, [.. _facets.Select(parameter => parameter.ParameterType)]);
        }
    }

    public object Create(IGrainContext context)
    {
        if (_plain is not null)
        {
            return _plain();
        }

        var services = context.ActivationServices;
        object?[] arguments = [];
        if (_facets.Length > 0)
        {
            arguments = new object?[_facets.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = PersistentStateFactory.Create(context, FacetOf(_facets[i])!, _facets[i].ParameterType);
            }
        }

        return _factory!(services, arguments);
    }

    private static PersistentStateAttribute? FacetOf(ParameterInfo parameter) => parameter.GetCustomAttribute<PersistentStateAttribute>();

    private static ConstructorInfo Select(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance);
        if (constructors.Length == 0)
        {
            throw new InvalidOperationException($"Grain class {type} has no public constructor.");
        }

        return Array.Find(constructors, constructor => constructor.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(constructor => constructor.GetParameters().Length)!;
    }
}
