namespace Orleans.Conformance.Identity;

public interface ILinkGrain : IGrainWithStringKey
{
    Task SetNext(ILinkGrain? next);

    Task<ILinkGrain?> Next();

    Task<Link> Describe();

    Task<string> FollowToEnd();

    Task<string> NameOf(Link link);

    Task<INamed> AsNamed();
}
