namespace Orleans.Runtime;

/// <summary>That a silo has a grain service of this class.</summary>
internal sealed record GrainServiceRegistration(Type ServiceType);
