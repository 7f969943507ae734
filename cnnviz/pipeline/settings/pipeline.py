"""All settings of a visitor, by chapter, as one frozen value, and their conversion to a link and back."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cnnviz.kernels import Kernel
from cnnviz.mnist import BUNDLED_PER_CLASS
from cnnviz.pipeline.codecs import Text
from cnnviz.pipeline.rounds import STAGES_OF_A_ROUND
from cnnviz.pipeline.settings.architecture_settings import ArchitecturesSettings, ParameterCountsSettings
from cnnviz.pipeline.settings.declaration import declared
from cnnviz.pipeline.settings.excites_settings import ExcitesSettings
from cnnviz.pipeline.settings.ideas_settings import IdeasSettings
from cnnviz.pipeline.settings.layer_settings import (
    BoatSettings,
    ConvolutionSettings,
    CutoutSettings,
    FlattenSettings,
    PoolingSettings,
    ReceptiveFieldSettings,
    ReluSettings,
    VotesSettings,
    WalkSettings,
)
from cnnviz.pipeline.settings.lesson_settings import (
    AmbiguitySettings,
    CellsSettings,
    InvarianceSettings,
    LearnKernelSettings,
    LossSettings,
    TrainingStepSettings,
)
from cnnviz.pipeline.settings.network_settings import (
    BuildSettings,
    DataSettings,
    DigitMapSettings,
    DigitSettings,
    EvaluateSettings,
    NetworkSettings,
    TrainSettings,
)
from cnnviz.pipeline.settings.photo_network_settings import PhotoNetworkSettings
from cnnviz.pipeline.settings.picture_settings import (
    FiltersSettings,
    ImageSettings,
    NumbersSettings,
    PhotoSettings,
    WhatSettings,
)
from cnnviz.pipeline.settings.push_settings import PushSettings
from cnnviz.pipeline.settings.transfer_settings import OwnClassesSettings, TransferSettings
from cnnviz.pipeline.settings.why_settings import WhySettings
from cnnviz.pipeline.stack import STACKS

#: The bundled digit that a new visitor sees: a clear three, on which no network has been trained.
OPENING_DIGIT = 3 * BUNDLED_PER_CLASS + 30


@dataclass(frozen=True)
class Pipeline:
    """All settings, by chapter. Each belongs to one chapter, and all pages may read it.

    >>> now = Pipeline().replace(train={"seed": 3}, filters={"flip": True})
    >>> now.train.seed, now.train.epochs
    (3, 5)
    >>> now.to_link()
    {'image': 'china', 'flip': 'yes', 'train_seed': '3'}
    """

    image: ImageSettings = field(default_factory=ImageSettings)
    numbers: NumbersSettings = field(default_factory=NumbersSettings)
    cells: CellsSettings = field(default_factory=CellsSettings)
    filters: FiltersSettings = field(default_factory=FiltersSettings)
    walk: WalkSettings = field(default_factory=WalkSettings)
    cutout: CutoutSettings = field(default_factory=CutoutSettings)
    convolution: ConvolutionSettings = field(default_factory=ConvolutionSettings)
    relu: ReluSettings = field(default_factory=ReluSettings)
    pooling: PoolingSettings = field(default_factory=PoolingSettings)
    receptive_field: ReceptiveFieldSettings = field(default_factory=ReceptiveFieldSettings)
    learn_kernel: LearnKernelSettings = field(default_factory=LearnKernelSettings)
    training_step: TrainingStepSettings = field(default_factory=TrainingStepSettings)
    digit: DigitSettings = field(default_factory=DigitSettings)
    network: NetworkSettings = field(default_factory=NetworkSettings)
    train: TrainSettings = field(default_factory=TrainSettings)
    build: BuildSettings = field(default_factory=BuildSettings)
    loss: LossSettings = field(default_factory=LossSettings)
    flatten: FlattenSettings = field(default_factory=FlattenSettings)
    votes: VotesSettings = field(default_factory=VotesSettings)
    boat: BoatSettings = field(default_factory=BoatSettings)
    data: DataSettings = field(default_factory=DataSettings)
    evaluate: EvaluateSettings = field(default_factory=EvaluateSettings)
    digit_map: DigitMapSettings = field(default_factory=DigitMapSettings)
    ambiguity: AmbiguitySettings = field(default_factory=AmbiguitySettings)
    invariance: InvarianceSettings = field(default_factory=InvarianceSettings)
    photo: PhotoSettings = field(default_factory=PhotoSettings)
    what: WhatSettings = field(default_factory=WhatSettings)
    why: WhySettings = field(default_factory=WhySettings)
    excites: ExcitesSettings = field(default_factory=ExcitesSettings)
    photo_network: PhotoNetworkSettings = field(default_factory=PhotoNetworkSettings)
    push: PushSettings = field(default_factory=PushSettings)
    architectures: ArchitecturesSettings = field(default_factory=ArchitecturesSettings)
    parameter_counts: ParameterCountsSettings = field(default_factory=ParameterCountsSettings)
    ideas: IdeasSettings = field(default_factory=IdeasSettings)
    transfer: TransferSettings = field(default_factory=TransferSettings)
    own: OwnClassesSettings = field(default_factory=OwnClassesSettings)

    @property
    def kernel(self) -> Kernel:
        """The chosen kernel: the kernel of the first round."""
        return self.walk.rounds[0].kernel

    @classmethod
    @cache
    def opening(cls) -> Pipeline:
        """Return the settings of a new visitor without a link.

        They differ from the defaults, which a link leaves out, so the links of earlier versions keep their
        meaning.

        >>> Pipeline.opening().loss.begins, Pipeline().loss.begins
        ('doubtful', 'digit')
        """
        return cls().replace(
            image={"number": OPENING_DIGIT},
            walk={"stage": STAGES_OF_A_ROUND},
            cutout={"over": "lecture"},
            receptive_field={"stack": STACKS["The lecture's network"]},
            loss={"begins": "doubtful"},
            flatten={"place": 0},
        )

    def replace(self, **chapters: Mapping[str, Any]) -> Pipeline:
        """Return a copy with changed settings.

        Args:
            **chapters: For each changed chapter, its changed settings by name.

        Raises:
            TypeError: If a setting does not exist.
            AttributeError: If a chapter does not exist.
        """
        changed = {
            chapter: dataclasses.replace(getattr(self, chapter), **values)
            for chapter, values in chapters.items()
        }
        return dataclasses.replace(self, **changed)

    def to_link(self) -> dict[str, Text]:
        """Return the link's parameters: the image, and every setting that differs from its default.

        A link with anything that a network reads names the networks, too.

        >>> Pipeline().replace(digit={"source": "drawing"}).to_link()
        {'image': 'china', 'digit': 'drawing', 'reader': 'pen', 'explained': 'lecture'}
        """
        values = {one.link: getattr(getattr(self, one.chapter), one.name) for one in SETTINGS.values()}
        written = {one.link for one in SETTINGS.values() if one.always or values[one.link] != one.default}
        if not NETWORK_PARAMETERS.isdisjoint(written):
            written |= NETWORK_NAMES
        return {
            one.link: one.codec.write(values[one.link]) for one in SETTINGS.values() if one.link in written
        }

    @classmethod
    def from_link(cls, link: Mapping[str, Text]) -> Pipeline:
        """Return the settings in a link; an unreadable parameter leaves its setting at the default.

        A link that holds something that a network reads, or a part of one, and names no network is older than
        the network `pen`: it means the lecture's.

        >>> [Pipeline.from_link({name: "yes"}).network.reader for name in ("layer", "flip")]
        ['lecture', 'pen']
        """
        read: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for one in SETTINGS.values():
            if one.link in link:
                try:
                    read[one.chapter][one.name] = one.codec.read(link[one.link])
                except (ValueError, TypeError, IndexError, OverflowError):
                    continue
        held = {SETTINGS[chapter, name].link for chapter, values in read.items() for name in values}
        if not NETWORK_PARAMETERS.isdisjoint(held):
            read["network"] = {"reader": BEFORE_A_CHOICE} | read["network"]
        return cls().replace(**read)


#: Every setting by its chapter and name.
SETTINGS = declared(Pipeline)
#: The parameters that name networks, and the network that read everything before there were several.
NETWORK_NAMES = frozenset(SETTINGS["network", name].link for name in ("reader", "explained"))
BEFORE_A_CHOICE = "lecture"
#: The chapters, and the settings of others, that say what a network reads, or which part of it is shown; and
#: those that older links cannot hold.
_OF_NETWORKS = ("digit", "network", "loss", "flatten", "votes", "evaluate")
_READ_BY_NETWORKS = (("image", "number"), ("image", "drawing"), ("cutout", "unit"))
_NEW = (*NETWORK_NAMES, SETTINGS["network", "compared"].link)
#: The parameters of links that so imply a network.
NETWORK_PARAMETERS = frozenset(
    one.link
    for (chapter, name), one in SETTINGS.items()
    if one.link not in _NEW and (chapter in _OF_NETWORKS or (chapter, name) in _READ_BY_NETWORKS)
)


def bounds(chapter: str, name: str) -> tuple[Any, Any]:
    """Return the smallest and largest value of a setting.

    Raises:
        KeyError: If the setting does not exist.
        TypeError: If the setting is not a number, or has no bounds.

    >>> bounds("train", "epochs")
    (1, 30)
    """
    found = SETTINGS[chapter, name].codec.bounds
    if found is None:
        raise TypeError(f"The setting {chapter}.{name} has no bounds.")
    return found


def choices(chapter: str, name: str) -> tuple[Any, ...]:
    """Return the valid values of a setting, in the order of its control.

    Raises:
        KeyError: If the setting does not exist.
        TypeError: If the setting is not a choice among a few values.

    >>> choices("data", "source")
    ('bundled', 'complete')
    """
    found = SETTINGS[chapter, name].codec.choices
    if found is None:
        raise TypeError(f"The setting {chapter}.{name} is not a choice among a few values.")
    return found
