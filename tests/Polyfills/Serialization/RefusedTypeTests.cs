using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Orleans.Polyfills.Serialization;

/// <summary>What the code generator of the real packages would not compile is refused here when it is first used.</summary>
public sealed class RefusedTypeTests
{
    [Fact]
    public void A_private_type() => Refused(new PrivateType(), "ORLEANS0107", nameof(PrivateType));

    [Fact]
    public void A_type_without_ids() => Refused(new NoIds { Number = 1 }, "ORLEANS0106", "[Id(0)]");

    [Fact]
    public void A_property_that_cannot_be_set() => Refused(new NoSetter(), "ORLEANS0101", nameof(NoSetter.Computed));

    [Fact]
    public void Two_members_with_one_id() => Refused(new SameIds(), nameof(SameIds.First), nameof(SameIds.Second));

    [Fact]
    public void A_type_that_asks_for_an_activator_which_is_not_there() => Refused(new NoActivator(1), "[RegisterActivator]");

    [Fact]
    public void A_type_without_attributes() => Refused(new Unmarked(), "[GenerateSerializer]", nameof(Unmarked));

    [Fact]
    public void A_base_that_has_a_converter_but_cannot_be_populated()
    {
        var exception = Assert.Throws<KeyNotFoundException>(() => SerializerServices.Serializer.SerializeToArray(new OnConvertedBase()));
        Assert.Contains("IPopulator", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copier_for_a_base_type_takes_derived_ones_if_it_says_so()
    {
        var original = new DerivedFromCopied { Number = 4 };
        var copy = Assert.IsType<DerivedFromCopied>(SerializerServices.Copier.Copy<object>(original));
        Assert.Equal(5, copy.Number);
    }

    private static void Refused<T>(T value, params string[] mentioned)
    {
        foreach (var action in new Action[] { () => SerializerServices.Serializer.SerializeToArray(value), () => SerializerServices.Copier.Copy(value) })
        {
            var exception = Assert.Throws<CodecNotFoundException>(action);
            Assert.All(mentioned, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
        }
    }

    [GenerateSerializer]
    private sealed class PrivateType;

    [GenerateSerializer]
    public sealed class NoIds
    {
        public int Number { get; set; }
    }

    [GenerateSerializer]
    public sealed class NoSetter
    {
        [Id(0)]
        public int Computed => 1;
    }

    [GenerateSerializer]
    public sealed class SameIds
    {
        [Id(1)]
        public int First { get; set; }

        [Id(1)]
        public int Second { get; set; }
    }

    [GenerateSerializer]
    [UseActivator]
    public sealed class NoActivator(int number)
    {
        [Id(0)]
        public int Number { get; set; } = number;
    }

    public sealed class Unmarked;

    public class ConvertedBase;

    [GenerateSerializer]
    public struct ConvertedBaseSurrogate;

    [RegisterConverter]
    public sealed class ConvertedBaseConverter : IConverter<ConvertedBase, ConvertedBaseSurrogate>
    {
        public ConvertedBase ConvertFromSurrogate(in ConvertedBaseSurrogate surrogate) => new();

        public ConvertedBaseSurrogate ConvertToSurrogate(in ConvertedBase value) => default;
    }

    [GenerateSerializer]
    public sealed class OnConvertedBase : ConvertedBase;

    public class CopiedBase
    {
        public int Number { get; set; }
    }

    public sealed class DerivedFromCopied : CopiedBase;

    [RegisterCopier]
    public sealed class CopiedBaseCopier : IDeepCopier<CopiedBase>, IDerivedTypeCopier
    {
        public CopiedBase DeepCopy(CopiedBase input, CopyContext context) => (CopiedBase)((IDeepCopier)this).DeepCopy(input, context)!;

        object? IDeepCopier.DeepCopy(object? input, CopyContext context)
        {
            var copy = (CopiedBase)Activator.CreateInstance(input!.GetType())!;
            copy.Number = ((CopiedBase)input).Number + 1;
            return copy;
        }
    }
}
